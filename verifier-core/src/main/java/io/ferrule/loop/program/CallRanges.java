package io.ferrule.loop.program;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.certificate.CheckedOracle;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.PointWalk;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Body;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the arguments and the results of functions can be, over all calls of the program.
 *
 * <p>An argument is known where every call is: the function's address is not taken, and nothing outside calls it, or
 * what outside gives is known from a contract. A contract speaks of calls from outside only; what the program's own calls
 * give is worked out beside it, and both together are what the function may get. In recursion, what is known is assumed
 * of the calling activation, and given up unless every call keeps to it: an induction over the depth.
 */
public final class CallRanges {

    private final CallGraph calls;
    private final Map<String, Map<Integer, Interval>> outside;
    private final Set<String> roots;
    private final Limits limits;
    private final Map<String, Interval> results = new HashMap<>();
    private final Map<String, Map<Integer, Interval>> parameters = new HashMap<>();
    private final Map<String, Set<Integer>> formulas = new HashMap<>();

    /**
     * The ranges of all functions in {@code components}.
     *
     * @param outside by root, what contracts say that calls from outside give
     * @param components strongly connected components of the call graph, callers first
     */
    CallRanges(
            CallGraph calls,
            Map<String, Map<Integer, Interval>> outside,
            Set<String> roots,
            List<List<String>> components,
            Limits limits) {
        this.calls = calls;
        this.outside = outside;
        this.roots = roots;
        this.limits = limits;
        for (int i = components.size() - 1; i >= 0; i--) {
            components.get(i).forEach(this::computeResult);
        }
        if (isWhollyRead(calls.program())) {
            components.forEach(this::computeParameters);
        }
    }

    /** Code that was not read may call anything with anything. */
    static boolean isWhollyRead(Program program) {
        return program.problems().isEmpty()
                && program.moduleAsm().isEmpty()
                && program.functions().values().stream()
                        .noneMatch(function -> function.body() instanceof Body.Unreadable);
    }

    /** By parameter, what a function may get; nothing for one that may be anything. */
    Map<Integer, Interval> parametersOf(String function) {
        return Map.copyOf(parameters.getOrDefault(function, Map.of()));
    }

    /** By function, what it may return. */
    Map<String, Interval> results() {
        return Map.copyOf(results);
    }

    /** The parameters of a function that are small, or are formulas over arguments that come from outside. */
    Set<Integer> formulasOf(String function) {
        return formulas.getOrDefault(function, Set.of());
    }

    private FunctionModel model(Function function, Map<Integer, Interval> known) {
        return FunctionModel.ofCalls(calls.program(), function, known, results);
    }

    private Optional<Function> defined(String symbol) {
        return calls.program().function(symbol).filter(f -> !f.blocks().isEmpty() && !f.isReplaceable());
    }

    /** Only of a function that the program calls: the result of another one is of no use. */
    private void computeResult(String symbol) {
        Optional<Function> function = defined(symbol).filter(f -> f.blocks().size() <= 64);
        if (function.isEmpty() || calls.sitesCalling(symbol).isEmpty()) {
            return;
        }
        FunctionModel model = model(function.get(), Map.of());
        if (model.width(function.get().resultType()) < 2) {
            return;
        }
        PointWalk points = new PointWalk(model, new CheckedOracle(new SimplexOracle(limits.steps())));
        Optional<Interval> all = Optional.empty();
        for (int block = 0; block < function.get().blocks().size(); block++) {
            BasicBlock place = function.get().blocks().get(block);
            if (place.terminator() instanceof Return result
                    && result.value().isPresent()
                    && model.graph().isReachable(block)) {
                for (Place from : places(model, result.value().get(), block)) {
                    Optional<Interval> next = points.value(
                                    from.value, result.value().get().type(), from.block, from.next)
                            .map(PointWalk.Known::interval);
                    if (next.isEmpty()) {
                        return;
                    }
                    all = Optional.of(all.map(a -> a.union(next.get())).orElse(next.get()));
                }
            }
        }
        all.ifPresent(interval -> results.put(symbol, interval));
    }

    /** A value at the end of a block, on the way to another one. */
    private record Place(Value value, int block, int next) {}

    /** A phi of the block is looked at where its values come from. */
    private static List<Place> places(FunctionModel model, TypedValue value, int block) {
        boolean phi = value.value() instanceof Value.Local local
                && !model.isParameter(local.index())
                && model.blockOf(local.index()) == block
                && model.definition(local.index()).filter(Phi.class::isInstance).isPresent();
        if (!phi) {
            return List.of(new Place(value.value(), block, -1));
        }
        Phi join = (Phi) model.definition(((Value.Local) value.value()).index()).orElseThrow();
        List<Place> places = new ArrayList<>();
        for (Incoming incoming : join.incoming()) {
            if (model.graph().isReachable(incoming.block())) {
                places.add(new Place(incoming.value(), incoming.block(), block));
            }
        }
        return places;
    }

    private void computeParameters(List<String> component) {
        for (String symbol : component) {
            defined(symbol).ifPresent(function -> start(function, component));
        }
        boolean changed = calls.isCyclic(component);
        while (changed) {
            changed = false;
            for (String symbol : component) {
                changed |= defined(symbol)
                        .filter(function -> giveUp(function, component))
                        .isPresent();
            }
        }
    }

    /** What calls from other components give. */
    private void start(Function function, Collection<String> component) {
        String symbol = function.symbol();
        Map<Integer, Interval> known = new HashMap<>();
        Set<Integer> overArguments = new HashSet<>();
        boolean closed = !calls.isAddressTaken(symbol) || roots.contains(symbol);
        List<CallSite> sites = calls.sitesCalling(symbol).stream()
                .filter(site -> !component.contains(site.caller()))
                .toList();
        boolean direct = sites.stream().allMatch(site -> site.target() instanceof CallTarget.Defined);
        if (!closed || !direct || (calls.isAddressTaken(symbol) && !sites.isEmpty())) {
            return;
        }
        for (int i = 0; i < function.parameters().size(); i++) {
            Optional<Interval> all = roots.contains(symbol)
                    ? Optional.ofNullable(outside.getOrDefault(symbol, Map.of()).get(i))
                    : Optional.empty();
            boolean complete = !roots.contains(symbol) || all.isPresent();
            boolean formula = true;
            for (CallSite site : sites) {
                Optional<PointWalk.Known> given = given(site, i);
                complete &= given.isPresent();
                formula &= given.isPresent() && isFormula(site.caller(), given.get());
                all = given.isPresent()
                        ? Optional.of(all.map(a -> a.union(given.get().interval()))
                                .orElse(given.get().interval()))
                        : all;
            }
            if (complete && all.isPresent()) {
                known.put(i, all.get());
            }
            if (formula) {
                overArguments.add(i);
            }
        }
        parameters.put(symbol, known);
        formulas.put(symbol, overArguments);
    }

    /** Whether a value is small, or depends on nothing but such values. */
    private boolean isFormula(String caller, PointWalk.Known given) {
        if (given.interval().maximum().compareTo(LoopBound.LARGEST) <= 0) {
            return true;
        }
        return BoundFormula.isUsable(given.form())
                && formulasOf(caller).containsAll(given.form().variables());
    }

    private Optional<PointWalk.Known> given(CallSite site, int parameter) {
        Optional<Function> caller = defined(site.caller());
        List<Argument> arguments = site.instruction().call().arguments();
        if (caller.isEmpty() || parameter >= arguments.size()) {
            return Optional.empty();
        }
        FunctionModel model = model(caller.get(), parametersOf(site.caller()));
        if (!model.graph().isReachable(site.block())) {
            return Optional.empty();
        }
        Argument argument = arguments.get(parameter);
        return new PointWalk(model, new CheckedOracle(new SimplexOracle(limits.steps())))
                .value(argument.value(), argument.type(), site.block(), -1);
    }

    /** Forgets what a call within the component does not keep to. */
    private boolean giveUp(Function function, Collection<String> component) {
        String symbol = function.symbol();
        Map<Integer, Interval> known = parameters.getOrDefault(symbol, Map.of());
        Set<Integer> lost = new HashSet<>();
        for (CallSite site : calls.sitesCalling(symbol)) {
            if (component.contains(site.caller())) {
                for (Map.Entry<Integer, Interval> entry : known.entrySet()) {
                    boolean kept = site.target() instanceof CallTarget.Defined
                            && given(site, entry.getKey())
                                    .filter(given -> entry.getValue().contains(given.interval()))
                                    .isPresent();
                    if (!kept) {
                        lost.add(entry.getKey());
                    }
                }
            }
        }
        Map<Integer, Interval> left = new HashMap<>(known);
        left.keySet().removeAll(lost);
        parameters.put(symbol, left);
        return !lost.isEmpty();
    }
}
