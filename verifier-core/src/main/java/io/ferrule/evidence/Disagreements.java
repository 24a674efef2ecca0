package io.ferrule.evidence;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.evidence.Trace.Instance;
import io.ferrule.graph.CallGraph;
import io.ferrule.identity.CalledItems;
import io.ferrule.join.Join;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the source makes a guard of a type that contracts name, and that code executes, and nothing in it takes what the
 * guard stands for.
 *
 * <p>A step of MIR that makes a guard is met if a call within its expression, in the same execution of the body, may lead to
 * a function that takes something by its contract ({@link Taking}). Of the others, those execute of which LLVM IR has a
 * trace: an instruction of the function that makes it, such as an atomic operation that was inlined; or an instruction from
 * a place of the body where the guard is alive. Code that LLVM removed because it is never reached has left neither, and
 * neither has what it dominated. Two cases are not that plain:
 *
 * <ul>
 *   <li>No trace of the maker, and what comes after runs without the guard, too ({@code let g = if C { Some(lock()) } else {
 *       None }}). Then the step may be dead, or its code be nothing. It is taken to be dead if the same maker is met
 *       elsewhere: it is assumed that a function of another crate which calls something to take a lock does so whenever
 *       it makes a guard and there is anything left of it.
 *   <li>Calls that LLVM made one of several have lost their place. They may be of any maker that is seen to take something
 *       elsewhere. One that nowhere is has no right to them: as many makers as there are, they may all be of others, or of
 *       functions that are no makers.
 * </ul>
 *
 * <p>A guard that is built in place stands for what was taken by hand, for each guard another thing ({@link ByHand}).
 *
 * <p>A guard may outlive the body that makes it, by its result or behind a reference ({@link Leaks}). Then a call of that body
 * is what makes it: its caller runs with the guard, or hands it on in turn. Which of several bodies that are called alike it is
 * is told by the code that is there, where there is any. What a function of another crate is given counts as called by it.
 *
 * <p>A maker that depends on a type parameter is another function in each instance, and known in each by itself.
 *
 * <p>Sound for guards whose type MIR shows where they are made: the guard of a generic function that does not know its type is
 * seen where it is made with a type that is known. A body on which the join lets no rule rest is passed over; rules that need
 * it say so themselves.
 */
public final class Disagreements {

    private final CallGraph calls;
    private final Join join;
    private final MirProgram mir;
    private final Makers makers;
    private final MarkedTypes types;
    private final Map<TextRange, List<Meant>> meant = new LinkedHashMap<>();
    private final Map<TextRange, BodySteps> steps = new HashMap<>();
    private final Map<String, List<Seen>> seen = new LinkedHashMap<>();
    private final Map<String, Integer> merged = new HashMap<>();
    private final Map<TextRange, MirBody> bodies = new HashMap<>();
    private final Set<String> unseenTypes = new HashSet<>();
    private final Map<String, List<Disagreement>> found = new LinkedHashMap<>();
    private final Map<String, List<Balanced>> balanced = new LinkedHashMap<>();

    private Disagreements(CallGraph calls, Join join, MirProgram mir, MarkedTypes types) {
        this.calls = calls;
        this.join = join;
        this.mir = mir;
        this.makers = new Makers(mir, types, join);
        this.types = types;
    }

    /** What two compiles of one program disagree about; {@code join} is theirs. */
    public static Disagreements of(CallGraph calls, Join join, MirProgram mir, Bound policy) {
        MarkedTypes types = MarkedTypes.of(mir, policy.ownership().seenGuardTypes());
        Disagreements all = new Disagreements(calls, join, mir, types);
        all.find(policy);
        return all;
    }

    /** Those in the code of some functions, in the order of these. */
    public List<Disagreement> in(Collection<String> functions) {
        return functions.stream()
                .flatMap(function -> found.getOrDefault(function, List.of()).stream())
                .toList();
    }

    /** What there would be to say of these functions if what is taken where a guard is made is not held behind that. */
    public List<Balanced> balancedIn(Collection<String> functions) {
        return functions.stream()
                .flatMap(function -> balanced.getOrDefault(function, List.of()).stream())
                .toList();
    }

    private void find(Bound policy) {
        List<Function> functions = calls.program().functions().values().stream()
                .filter(function -> !function.isDeclaration())
                .toList();
        Unmeant unmeant = new Unmeant(calls, join);
        functions.forEach(function -> add(function.symbol(), unmeantIn(function, unmeant, policy)));
        if (!policy.ownership().seenGuardTypes().isEmpty()) {
            compare(functions, policy);
        }
    }

    private List<Disagreement> unmeantIn(Function function, Unmeant unmeant, Bound policy) {
        SiteContracts contracts = new SiteContracts(calls.program(), policy);
        return calls.sitesIn(function.symbol()).stream()
                .filter(site -> site.targets().stream()
                        .anyMatch(target -> contracts
                                .of(site, target)
                                .filter(contract -> Taking.takes(contract) || Taking.gives(contract))
                                .isPresent()))
                .flatMap(site -> unmeant.at(site).stream())
                .toList();
    }

    private void compare(List<Function> functions, Bound policy) {
        MeantGuards guards = new MeantGuards(mir, types, makers);
        for (MirBody body : mir.bodies()) {
            bodies.put(body.range(), body);
            List<Meant> made = guards.in(body);
            if (!made.isEmpty()) {
                meant.put(body.range(), made);
                steps.put(body.range(), new BodySteps(made.get(0).code()));
            }
        }
        if (meant.isEmpty()) {
            return;
        }
        Taking taking = new Taking(calls, policy, Taking::takes);
        Taking giving = new Taking(calls, policy, Taking::gives);
        Traces traces = new Traces(calls, join, body -> body.contents() instanceof Code);
        GuardEnds ends = new GuardEnds(policy.ownership().seenGuardTypes());
        Releasing releasing = new Releasing(calls, functions, ends, giving);
        EachTime eachTime = new EachTime(calls, policy);
        functions.forEach(function -> look(function, traces, taking, giving, releasing, eachTime));
        Sighted sighted = new Sighted(
                makers,
                join,
                meant,
                seen.values().stream().flatMap(List::stream).toList());
        seen.forEach((function, all) -> judge(function, all, giving, sighted));
        share(functions, traces, sighted);
        Releases releases = new Releases(ends, giving);
        functions.stream()
                .filter(function -> lost(function, giving, traces) == 0)
                .forEach(function -> add(
                        function.symbol(),
                        releases.in(
                                function.symbol(), traces.in(function), bodies, type -> !unseenTypes.contains(type))));
    }

    private void share(List<Function> functions, Traces traces, Sighted sighted) {
        Set<TextRange> placed = new HashSet<>();
        functions.forEach(function -> traces.in(function).keySet().forEach(instance -> placed.add(instance.body())));
        Set<TextRange> hidden = new HashSet<>();
        meant.forEach((range, made) -> {
            if (!placed.contains(range) && made.stream().anyMatch(one -> isNothing(one, sighted))) {
                hidden.add(range);
            }
        });
        SharedCode shared = new SharedCode(calls, new CalledItems(join, mir), mir, hidden);
        if (hidden.isEmpty()) {
            return;
        }
        for (Function function : functions) {
            traces.in(function).forEach((instance, all) -> {
                MirBody body = bodies.get(instance.body());
                if (body != null && body.contents() instanceof Code code) {
                    BodySteps places = steps.computeIfAbsent(instance.body(), range -> new BodySteps(code));
                    all.forEach(trace -> shared.at(function.symbol(), trace, places, code)
                            .ifPresent(one -> add(function.symbol(), List.of(one))));
                }
            });
        }
        shared.elsewhere().forEach(one -> add(one.function(), List.of(one)));
    }

    /** Whether a step makes a guard of which nothing is seen anywhere, and calls something while it is alive. */
    private static boolean isNothing(Meant one, Sighted sighted) {
        return !one.given()
                && sighted.isUnseenMaker(one)
                && one.life().alive().stream().anyMatch(step -> isCall(one.code(), step));
    }

    private static boolean isCall(Code code, Step step) {
        BasicBlock block = code.blocks().get(step.block());
        return step.index() == block.statements().size() && block.terminator() instanceof Terminator.Call;
    }

    private void add(String function, List<Disagreement> more) {
        List<Disagreement> all = new ArrayList<>(found.getOrDefault(function, List.of()));
        all.addAll(more);
        found.put(function, List.copyOf(all));
    }

    private int lost(Function function, Taking wanted, Traces traces) {
        return (int) calls.sitesIn(function.symbol()).stream()
                .filter(wanted::at)
                .filter(traces::isMerged)
                .count();
    }

    private void look(
            Function function, Traces traces, Taking taking, Taking giving, Releasing releasing, EachTime eachTime) {
        Map<Instance, List<Trace>> instances = traces.in(function);
        if (instances.isEmpty()) {
            return;
        }
        List<Seen> all = new ArrayList<>();
        instances.forEach((instance, own) -> {
            List<Meant> made = meant.getOrDefault(instance.body(), List.of());
            BodySteps places = steps.get(instance.body());
            if (places != null) {
                String symbol = own.get(0).place().function();
                Code code = made.get(0).code();
                ByHand hands = ByHand.of(code, made, own, places, makers, types, taking, giving, eachTime);
                Set<Step> provided =
                        hands.provided(made.stream().filter(releasing::ofBuilt).toList());
                made.stream()
                        .map(one -> Seen.of(function.symbol(), symbol, one, made, own, places, taking, hands))
                        .map(one -> !one.meant().isBuilt()
                                        || provided.contains(one.meant().step())
                                ? one
                                : one.unmet())
                        .forEach(all::add);
            }
        });
        seen.put(function.symbol(), all);
        merged.put(function.symbol(), lost(function, taking, traces));
    }

    private void judge(String function, List<Seen> all, Taking giving, Sighted sighted) {
        Unmet unmet = new Unmet(mir);
        int lost = merged.getOrDefault(function, 0);
        Map<Meant, Disagreement> reported = new LinkedHashMap<>();
        for (Seen one : all) {
            sighted.shows(one, lost)
                    .ifPresent(instruction -> reported.putIfAbsent(one.meant(), unmet.of(one, instruction)));
        }
        add(function, List.copyOf(reported.values()));
        reported.keySet().forEach(one -> unseenTypes.add(one.guard()));
        balanced.put(
                function,
                all.stream()
                        .filter(one -> one.met() && one.meant().bodies().isEmpty())
                        .filter(one -> !one.meant().isBuilt() && !one.meant().given())
                        .filter(one -> one.inside().stream().anyMatch(giving::at))
                        .map(one -> new Balanced(
                                Set.copyOf(one.inside()),
                                unmet.of(one, one.inside().get(0).instruction())))
                        .toList());
    }
}
