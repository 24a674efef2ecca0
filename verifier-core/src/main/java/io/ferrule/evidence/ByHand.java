package io.ferrule.evidence;

import io.ferrule.graph.CallSite;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.program.Instruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one execution of a body takes and gives back without a guard. A guard that is built in place stands for something that
 * was taken by hand before it, each time: for one thing, that no other guard on its path stands for, and behind which nobody
 * gives anything back by hand. What a call takes and gives back itself is neither.
 *
 * <p>Sound because what is taken by hand and not given back by hand is given back by guards alone, if all is given back: so each
 * of as many guards as there are things has one. Which one it is does not matter. Each time means that no path leads to the guard,
 * neither from the start nor from where it was built before, but over the call,
 * and none through the crate's own code in that call but over what takes it: or a guard would be there with nothing to stand for.
 */
final class ByHand {

    private final Code code;
    private final Makers makers;
    private final BodyFlow flow;
    private final List<Trace> traces;
    private final BodySteps steps;
    private final EachTime eachTime;

    /** The calls that take, by what tells steps apart. */
    private final Map<Object, List<CallSite>> taking = new LinkedHashMap<>();

    /** The steps that take or give back, by what tells calls apart; none where nobody knows which step it is. */
    private final Map<Object, Set<Step>> takes = new LinkedHashMap<>();

    private final Map<Object, Set<Step>> gives = new LinkedHashMap<>();

    private ByHand(Code code, Makers makers, BodyFlow flow, List<Trace> traces, BodySteps steps, EachTime eachTime) {
        this.code = code;
        this.makers = makers;
        this.flow = flow;
        this.traces = traces;
        this.steps = steps;
        this.eachTime = eachTime;
    }

    /** Of the instructions of one instance of a body, in which these steps make guards. */
    static ByHand of(
            Code code,
            List<Meant> made,
            List<Trace> traces,
            BodySteps steps,
            Makers makers,
            MarkedTypes types,
            Taking taking,
            Taking giving,
            EachTime eachTime) {
        ByHand all = new ByHand(code, makers, new BodyFlow(code, types), traces, steps, eachTime);
        for (Trace trace : traces) {
            Set<Step> at = steps.callsAt(trace.place());
            boolean ofGuard = steps.isDrop(trace.place())
                    || at.stream().anyMatch(step -> takesOwner(code, step, types))
                    || made.stream().anyMatch(one -> !one.isBuilt() && one.has(trace.place()));
            if (!ofGuard) {
                trace.site().ifPresent(site -> all.add(site, at, taking, giving));
            }
        }
        Set<Object> both = new LinkedHashSet<>(all.takes.keySet());
        both.retainAll(all.gives.keySet());
        all.takes.keySet().removeAll(both);
        all.gives.keySet().removeAll(both);
        return all;
    }

    private void add(CallSite site, Set<Step> at, Taking taking, Taking giving) {
        Object call = at.isEmpty() ? site : at;
        if (taking.at(site)) {
            takes.put(call, at);
            this.taking.computeIfAbsent(call, c -> new ArrayList<>()).add(site);
        }
        if (giving.at(site)) {
            gives.put(call, at);
        }
    }

    /** Whether a step is the call of something that gets a guard, which is its end. */
    private static boolean takesOwner(Code code, Step step, MarkedTypes types) {
        BodyTypes local = new BodyTypes(code);
        return code.blocks().get(step.block()).terminator() instanceof Terminator.Call call
                && call.arguments().stream()
                        .filter(Operand.Move.class::isInstance)
                        .flatMap(argument -> local.of(argument).stream())
                        .anyMatch(type -> types.owns(type, Map.of()));
    }

    /** Whether something may be given back by hand behind the call at a step. */
    boolean givesBehind(Step step) {
        Set<Integer> behind = flow.behind(step.block());
        return gives.values().stream()
                .anyMatch(at -> at.isEmpty() || at.stream().map(Step::block).anyMatch(behind::contains));
    }

    /** Of guards that are built in place, those that have something of their own to stand for. */
    Set<Step> provided(List<Meant> built) {
        Map<Step, Set<Object>> before = new LinkedHashMap<>();
        built.forEach(one -> before.put(one.step(), before(one)));
        Map<Step, Object> standsFor = new LinkedHashMap<>();
        built.stream()
                .filter(one -> !one.life().alive().contains(one.step()))
                .map(Meant::step)
                .sorted(Comparator.comparingInt(
                        step -> before.getOrDefault(step, Set.of()).size()))
                .forEach(step -> free(before.getOrDefault(step, Set.of()), step, standsFor)
                        .ifPresent(call -> standsFor.put(step, call)));
        return Set.copyOf(standsFor.keySet());
    }

    /** Whether the call at a step takes what it takes each time, as far as the crate's own code tells. */
    private boolean isStraight(Step step) {
        return code.blocks().get(step.block()).terminator() instanceof Terminator.Call call
                && makers.isStraight(call, new BodyTypes(code));
    }

    private static Set<Integer> blocksOf(Set<Step> steps) {
        return steps.stream().map(Step::block).collect(Collectors.toSet());
    }

    /** The calls that take something each time before a step, and behind which nothing is given back by hand. */
    private Set<Object> before(Meant built) {
        Step step = built.step();
        List<Instruction> behind = behind(built);
        Set<Object> before = new LinkedHashSet<>();
        takes.forEach((call, at) -> {
            boolean comes = at.isEmpty()
                    || (at.stream().allMatch(this::isStraight) && flow.isAlwaysBehind(step.block(), blocksOf(at)));
            boolean stays = at.isEmpty() ? gives.isEmpty() : at.stream().noneMatch(this::givesBehind);
            if (comes && stays && eachTime.before(taking.getOrDefault(call, List.of()), inlinedAt(at), behind)) {
                before.add(call);
            }
        });
        return before;
    }

    /** What executes while the guard that is built is alive. */
    private List<Instruction> behind(Meant built) {
        return traces.stream()
                .filter(trace -> {
                    Set<Step> at = steps.at(trace.place());
                    return !at.isEmpty() && built.life().alive().containsAll(at);
                })
                .map(Trace::instruction)
                .toList();
    }

    private List<Instruction> inlinedAt(Set<Step> at) {
        return traces.stream()
                .filter(trace -> trace.called().isPresent()
                        && steps.callsAt(trace.place()).stream().anyMatch(at::contains))
                .map(Trace::instruction)
                .toList();
    }

    private Optional<Object> free(Set<Object> before, Step step, Map<Step, Object> standsFor) {
        return before.stream()
                .filter(call -> standsFor.entrySet().stream()
                        .noneMatch(other -> other.getValue().equals(call) && isOnOnePath(other.getKey(), step)))
                .findFirst();
    }

    private boolean isOnOnePath(Step one, Step other) {
        return one.block() == other.block()
                || flow.behind(one.block()).contains(other.block())
                || flow.behind(other.block()).contains(one.block());
    }
}
