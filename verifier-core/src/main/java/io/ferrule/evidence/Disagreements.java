package io.ferrule.evidence;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.evidence.Trace.Instance;
import io.ferrule.graph.CallGraph;
import io.ferrule.identity.CallTexts;
import io.ferrule.identity.CalledItems;
import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.ownership.Variables;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Set<String> visible = new HashSet<>();
    private final Set<Made> touched = new HashSet<>();
    private final Map<TextRange, MirBody> bodies = new HashMap<>();
    private final Set<String> unseenTypes = new HashSet<>();
    private final Map<String, List<Disagreement>> found = new LinkedHashMap<>();
    private final Map<String, List<Balanced>> balanced = new LinkedHashMap<>();

    /** A step of a body. */
    private record Made(TextRange body, Step step) {}

    private Disagreements(CallGraph calls, Join join, MirProgram mir, MarkedTypes types) {
        this.calls = calls;
        this.join = join;
        this.mir = mir;
        this.makers = new Makers(mir, types);
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
        functions.forEach(function -> look(function, traces, taking));
        seen.forEach((function, all) -> judge(function, all, giving));
        share(functions, traces);
        Releases releases = new Releases(new GuardEnds(policy.ownership().seenGuardTypes()), giving);
        functions.stream()
                .filter(function -> lost(function, giving, traces) == 0)
                .forEach(function -> add(
                        function.symbol(),
                        releases.in(
                                function.symbol(), traces.in(function), bodies, type -> !unseenTypes.contains(type))));
    }

    private void share(List<Function> functions, Traces traces) {
        Set<TextRange> placed = new HashSet<>();
        functions.forEach(function -> traces.in(function).keySet().forEach(instance -> placed.add(instance.body())));
        Set<TextRange> hidden = new HashSet<>();
        meant.forEach((range, made) -> {
            if (!placed.contains(range) && made.stream().anyMatch(this::isNothing)) {
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
    private boolean isNothing(Meant one) {
        return !one.given()
                && isUnseenMaker(one)
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

    private void look(Function function, Traces traces, Taking taking) {
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
                made.forEach(one -> all.add(Seen.of(function.symbol(), symbol, one, made, own, places, taking)));
            }
        });
        all.stream()
                .filter(one -> one.met() && !one.meant().given())
                .map(Seen::maker)
                .forEach(visible::add);
        all.stream()
                .filter(one -> one.touched().isPresent() && !one.meant().given())
                .map(one -> new Made(one.meant().body().range(), one.meant().step()))
                .forEach(touched::add);
        seen.put(function.symbol(), all);
        merged.put(function.symbol(), lost(function, taking, traces));
    }

    private void judge(String function, List<Seen> all, Taking giving) {
        int lost = merged.getOrDefault(function, 0);
        Map<Meant, Disagreement> reported = new LinkedHashMap<>();
        for (Seen one : all) {
            shows(one, lost).ifPresent(instruction -> reported.putIfAbsent(one.meant(), unmet(one, instruction)));
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
                                unmet(one, one.inside().get(0).instruction())))
                        .toList());
    }

    /** An instruction that shows that a step executes and takes nothing that is seen. */
    private Optional<Instruction> shows(Seen one, int lost) {
        Optional<Instruction> none = Optional.empty();
        boolean known = isVisible(one.maker());
        boolean given = one.meant().given();
        if (!one.meant().bodies().isEmpty()) {
            return isUnseenInside(one) ? (given ? one.touched() : none).or(one::possible) : none;
        }
        if (given) {
            return known ? none : one.touched().or(one::possible);
        }
        if (one.met() || (known && lost > 0)) {
            return none;
        }
        if (one.touched().isPresent()) {
            return one.touched();
        }
        boolean always = one.certain().isPresent() && one.meant().always();
        return always ? one.certain() : known ? none : one.possible();
    }

    /** Whether a maker is seen to take something. Calls name it by its last name alone where no other item has that. */
    private boolean isVisible(String maker) {
        return visible.contains(maker) || visible.contains(maker.substring(maker.lastIndexOf(':') + 1));
    }

    /** Whether a guard that is made in the crate comes out of that call, and nothing of that was seen anywhere. */
    private boolean isUnseenInside(Seen call) {
        return unseenIn(executed(call)).anyMatch(maker -> !maker.open() || !call.met());
    }

    /** The bodies that the call may be of in this instance: if the code there is of these alone, none but what it is of. */
    private List<MirBody> executed(Seen call) {
        List<MirBody> may = call.meant().call().map(makers::own).orElse(List.of());
        Set<TextRange> all = may.stream().map(MirBody::range).collect(Collectors.toSet());
        Set<TextRange> are = new HashSet<>();
        for (String symbol : call.callees()) {
            if (!(join.relianceOn(symbol) instanceof Reliance.Allowed allowed)
                    || !all.contains(allowed.body().range())) {
                return call.meant().bodies();
            }
            are.add(allowed.body().range());
        }
        return call.meant().bodies().stream()
                .filter(body -> are.isEmpty() || !all.contains(body.range()) || are.contains(body.range()))
                .toList();
    }

    /** What makes a guard in those bodies that leaves them, and was not seen in the code of any. */
    private Stream<Meant> unseenIn(List<MirBody> bodies) {
        Set<TextRange> all = new LinkedHashSet<>();
        Deque<MirBody> open = new ArrayDeque<>(bodies);
        while (!open.isEmpty()) {
            MirBody body = open.pop();
            if (all.add(body.range())) {
                meant.getOrDefault(body.range(), List.of()).stream()
                        .filter(inside -> inside.life().leaves())
                        .forEach(inside -> open.addAll(inside.bodies()));
            }
        }
        return all.stream()
                .flatMap(range -> meant.getOrDefault(range, List.of()).stream())
                .filter(inside -> inside.life().leaves() && isUnseenMaker(inside));
    }

    /** Whether a function of another crate, or what is built in place, is seen to take something in no instance. */
    private boolean isUnseenMaker(Meant one) {
        return one.bodies().isEmpty()
                && !isVisible(one.maker())
                && !touched.contains(new Made(one.body().range(), one.step()));
    }

    private static boolean isPointer(Meant step) {
        return step.call()
                .filter(call -> BodyIndex.callee(call.function()).isEmpty())
                .isPresent();
    }

    private Disagreement unmet(Seen one, Instruction executes) {
        Meant step = one.meant();
        Optional<String> variable = step.call().flatMap(call -> Variables.of(step.body(), step.code(), call));
        String guard = variable.map(name -> "`" + name + "`").orElse("a guard");
        String how = step.call()
                .flatMap(call -> CallTexts.of(mir).of(step.body(), step.code(), call))
                .map(text -> "made by `" + text + "`")
                .orElse(
                        step.isBuilt()
                                ? "built here"
                                : "made by " + (isPointer(step) ? "a function pointer" : "`" + step.maker() + "`"));
        String message = guard + " is " + how
                + ", and no call is seen there that takes what it stands for and keeps it: which locks are held from here on is not"
                + " known";
        return new Disagreement(one.function(), message, step.at(), executes, false);
    }
}
