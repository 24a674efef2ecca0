package io.ferrule.loop.program;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.WorstPath;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.program.Function;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many activations a recursion makes in all. Where each activation makes at most c calls of the recursion, those of
 * depth d are at most 1 + c + .. + c^(d-1): a recursion that is not deep may still take for ever.
 */
public final class CallCount {

    private final CallGraph calls;
    private final CallRanges ranges;
    private final Limits limits;

    CallCount(CallGraph calls, CallRanges ranges, Limits limits) {
        this.calls = calls;
        this.ranges = ranges;
        this.limits = limits;
    }

    /**
     * The most calls of its recursion that one activation makes; empty where a loop that makes such calls has no bound.
     *
     * @param invariants what holds of the parameters of each activation, as forms that are at least 0
     */
    Optional<BigInteger> perActivation(List<String> component, List<Linear> invariants) {
        BigInteger most = BigInteger.ZERO;
        for (String symbol : component) {
            Optional<BigInteger> own = ofOne(symbol, component, invariants);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            most = most.max(own.get());
        }
        return Optional.of(most);
    }

    private Optional<BigInteger> ofOne(String symbol, List<String> component, List<Linear> invariants) {
        Function function = calls.program().function(symbol).orElseThrow();
        Map<Integer, BigInteger> sites = new HashMap<>();
        for (CallSite site : calls.sitesIn(symbol)) {
            if (site.targets().stream().anyMatch(component::contains)) {
                sites.merge(site.block(), BigInteger.ONE, BigInteger::add);
            }
        }
        ControlFlowGraph graph = ControlFlowGraph.of(function);
        LoopForest forest = LoopForest.of(graph);
        boolean inLoop = sites.keySet().stream()
                .anyMatch(block -> forest.innermost(block).isPresent());
        Map<Integer, BigInteger> rounds = inLoop ? rounds(symbol, function, invariants) : Map.of();
        return WorstPath.weight(
                graph,
                forest,
                block -> sites.getOrDefault(block, BigInteger.ZERO),
                (Loop loop) -> sites.keySet().stream().anyMatch(loop::contains)
                        ? Optional.ofNullable(rounds.get(loop.header()))
                        : Optional.of(BigInteger.ONE));
    }

    private Map<Integer, BigInteger> rounds(String symbol, Function function, List<Linear> invariants) {
        Map<Integer, BigInteger> rounds = new HashMap<>();
        FunctionBounds.of(
                        calls.program(),
                        function,
                        narrowed(function, ranges.parametersOf(symbol), invariants),
                        ranges.results(),
                        Set.of(),
                        limits)
                .loops()
                .forEach(bound -> bound.rounds()
                        .ifPresent(number -> rounds.put(bound.loop().header(), number)));
        return rounds;
    }

    /** The ranges of parameters with what the invariants say of single ones. */
    private static Map<Integer, Interval> narrowed(
            Function function, Map<Integer, Interval> known, List<Linear> invariants) {
        Map<Integer, Interval> narrowed = new HashMap<>(known);
        for (Linear form : invariants) {
            if (form.variables().size() == 1 && form.isIntegral()) {
                int parameter = form.variables().get(0);
                int bits =
                        FunctionModel.bits(function.parameters().get(parameter).type());
                Interval old = narrowed.getOrDefault(parameter, Interval.ofWidth(bits, false));
                BigInteger factor = form.factor(parameter).floor();
                BigInteger limit = form.constant()
                        .negate()
                        .dividedBy(form.factor(parameter))
                        .floor();
                boolean above = factor.equals(BigInteger.ONE);
                boolean below = factor.equals(BigInteger.ONE.negate());
                if (above && limit.compareTo(old.maximum()) <= 0) {
                    narrowed.put(parameter, new Interval(old.minimum().max(limit), old.maximum()));
                } else if (below && limit.compareTo(old.minimum()) >= 0) {
                    narrowed.put(
                            parameter, new Interval(old.minimum(), old.maximum().min(limit)));
                }
            }
        }
        return narrowed;
    }

    /** The sum 1 + c + .. + c^(depth-1); empty where that is more than {@link LoopBound#LARGEST}. */
    static Optional<BigInteger> total(BigInteger perActivation, BigInteger depth) {
        if (perActivation.compareTo(BigInteger.ONE) <= 0) {
            return Optional.of(depth).filter(CallCount::isCountable);
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger layer = BigInteger.ONE;
        for (BigInteger i = BigInteger.ZERO; i.compareTo(depth) < 0; i = i.add(BigInteger.ONE)) {
            sum = sum.add(layer);
            layer = layer.multiply(perActivation);
            if (!isCountable(sum)) {
                return Optional.empty();
            }
        }
        return Optional.of(sum);
    }

    private static boolean isCountable(BigInteger number) {
        return number.compareTo(LoopBound.LARGEST) <= 0;
    }
}
