package io.ferrule.loop.program;

import io.ferrule.analysis.Root;
import io.ferrule.analysis.Roots;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.NestTotals;
import io.ferrule.loop.TotalProver;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.RecursionBound;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.policy.ArgumentContract;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of loops and recursions of one program. They are worked out when they are asked for, and once. Safe for use
 * by several threads.
 */
public final class ProgramBounds {

    private final CallGraph calls;
    private final Bound policy;
    private final Roots roots;
    private final Limits limits;
    private final Map<String, FunctionBounds> known = new HashMap<>();
    private final Map<String, NestTotals> totals = new HashMap<>();
    private final Map<List<String>, RecursionBound> recursions = new HashMap<>();
    private @Nullable Facts facts;

    private ProgramBounds(CallGraph calls, Bound policy, Roots roots, Limits limits) {
        this.calls = calls;
        this.policy = policy;
        this.roots = roots;
        this.limits = limits;
    }

    /** The bounds of that program; nothing is computed yet. */
    public static ProgramBounds of(CallGraph calls, Bound policy, Roots roots) {
        return of(calls, policy, roots, Limits.DEFAULT);
    }

    /** The same, with other limits of the work on one loop. */
    public static ProgramBounds of(CallGraph calls, Bound policy, Roots roots, Limits limits) {
        return new ProgramBounds(calls, policy, roots, limits);
    }

    /** What holds of the whole program. */
    private record Facts(
            CallRanges ranges,
            Map<String, List<String>> cyclic,
            Map<String, Map<Integer, Interval>> outside,
            Set<String> roots,
            Limits each) {}

    /** The bounds of all loops of a function. */
    public synchronized Optional<FunctionBounds> of(String symbol) {
        Optional<Function> function =
                calls.program().function(symbol).filter(f -> !f.blocks().isEmpty());
        if (function.isPresent() && !known.containsKey(symbol)) {
            Facts all = facts();
            CallRanges ranges = all.ranges;
            known.put(
                    symbol,
                    FunctionBounds.of(
                            calls.program(),
                            function.get(),
                            ranges.parametersOf(symbol),
                            ranges.results(),
                            ranges.formulasOf(symbol),
                            all.each));
        }
        return Optional.ofNullable(known.get(symbol));
    }

    /** How often the loops in loops of a function go round in all: it is worked out only for who counts instructions. */
    public synchronized NestTotals totalsOf(String symbol) {
        Optional<FunctionBounds> bounds = of(symbol);
        boolean nested = bounds.isPresent()
                && bounds.get().irreducible().isEmpty()
                && bounds.get().loops().stream()
                        .anyMatch(bound -> bound.loop().parent().isPresent());
        return nested ? totals.computeIfAbsent(symbol, name -> totals(bounds.orElseThrow())) : NestTotals.NONE;
    }

    private NestTotals totals(FunctionBounds bounds) {
        Facts all = facts();
        CallRanges ranges = all.ranges;
        Function function = bounds.function();
        FunctionModel model =
                FunctionModel.of(calls.program(), function, ranges.parametersOf(function.symbol()), ranges.results());
        return TotalProver.prove(model, bounds.loops(), all.each);
    }

    /** The recursions among these functions. */
    public List<RecursionBound> recursionsAmong(Set<String> functions) {
        return recursionsAmong(functions, component -> true);
    }

    /** The recursions among these functions, of those components of the call graph that are asked for. */
    public synchronized List<RecursionBound> recursionsAmong(Set<String> functions, Predicate<List<String>> asked) {
        Facts all = facts();
        RecursionProver prover = new RecursionProver(calls, all.ranges, all.outside, all.roots, limits);
        return functions.stream()
                .flatMap(symbol -> Optional.ofNullable(all.cyclic.get(symbol)).stream())
                .distinct()
                .filter(asked)
                .map(component -> recursions.computeIfAbsent(component, prover::bound))
                .toList();
    }

    private Facts facts() {
        Facts result = facts;
        if (result == null) {
            Set<String> entered = roots.all().stream().map(Root::symbol).collect(Collectors.toSet());
            Map<String, Map<Integer, Interval>> outside = outside();
            Set<String> reached = calls.reachedFrom(entered);
            List<List<String>> components = calls.components().stream()
                    .filter(component -> component.stream().anyMatch(reached::contains))
                    .toList();
            CallRanges ranges = new CallRanges(calls, outside, entered, components, limits);
            result = new Facts(ranges, cyclic(components), outside, entered, limits.amongLoops(loopsAmong(reached)));
            facts = result;
        }
        return result;
    }

    private int loopsAmong(Set<String> functions) {
        return functions.stream()
                .flatMap(symbol -> calls.program().function(symbol).stream())
                .mapToInt(function ->
                        LoopForest.of(ControlFlowGraph.of(function)).loops().size())
                .sum();
    }

    /** By function, those that may call each other with it. */
    private Map<String, List<String>> cyclic(List<List<String>> components) {
        Map<String, List<String>> cyclic = new HashMap<>();
        components.stream()
                .filter(calls::isCyclic)
                .forEach(component -> component.forEach(symbol -> cyclic.put(symbol, component)));
        return cyclic;
    }

    /** Contracts on arguments, whose names are no arguments of their function. */
    public List<ArgumentContract> misnamedArguments() {
        Aliases aliases = new Aliases(calls.program());
        List<ArgumentContract> misnamed = new ArrayList<>();
        policy.arguments().forEach((symbol, contracts) -> {
            Optional<Function> function =
                    aliases.resolve(symbol).flatMap(name -> calls.program().function(name));
            contracts.stream()
                    .filter(contract -> function.flatMap(f -> ArgumentNames.index(f, contract.argument()))
                            .isEmpty())
                    .forEach(misnamed::add);
        });
        return List.copyOf(misnamed);
    }

    /**
     * What calls from outside give, by function: only where every name by which it is entered has a contract, and nothing
     * but entry points of the policy says that it is entered.
     */
    private Map<String, Map<Integer, Interval>> outside() {
        Aliases aliases = new Aliases(calls.program());
        Map<String, List<String>> names = new LinkedHashMap<>();
        policy.entries()
                .forEach(entry -> names.computeIfAbsent(aliases.follow(entry.symbol()), s -> new ArrayList<>())
                        .add(entry.symbol()));
        Set<String> otherwise = roots.all().stream()
                .filter(root -> !(root.origin() instanceof Root.Origin.Declared))
                .map(Root::symbol)
                .collect(Collectors.toSet());
        Map<String, Map<Integer, Interval>> outside = new HashMap<>();
        names.forEach((symbol, entered) -> calls.program()
                .function(symbol)
                .filter(function -> !otherwise.contains(symbol))
                .ifPresent(function -> outside.put(symbol, given(function, entered))));
        return outside;
    }

    private Map<Integer, Interval> given(Function function, List<String> names) {
        Map<Integer, Interval> all = new HashMap<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            Optional<Interval> union = Optional.empty();
            boolean complete = true;
            for (String name : names) {
                Optional<Interval> own = ArgumentNames.range(function, i, policy.argumentsOf(name));
                complete &= own.isPresent();
                Optional<Interval> before = union;
                union = own.map(o -> before.map(o::union).orElse(o)).or(() -> before);
            }
            if (complete && union.isPresent()) {
                all.put(i, union.get());
            }
        }
        return all;
    }
}
