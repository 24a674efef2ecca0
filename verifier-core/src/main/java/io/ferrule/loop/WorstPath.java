package io.ferrule.loop;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The heaviest way through a function: the longest path over its loop nest, where a loop counts as its heaviest round
 * times the number of rounds. It does not matter what the blocks are made of, LLVM IR or machine code.
 *
 * <p>Sound because every execution is a path of that nest: within a round each block outside of inner loops is executed
 * at most once, and the last, unfinished round weighs no more than the heaviest.
 */
public final class WorstPath {

    private final ControlFlowGraph graph;
    private final LoopForest forest;
    private final IntFunction<BigInteger> weights;
    private final Map<Loop, BigInteger> loops = new HashMap<>();

    private WorstPath(ControlFlowGraph graph, LoopForest forest, IntFunction<BigInteger> weights) {
        this.graph = graph;
        this.forest = forest;
        this.weights = weights;
    }

    /**
     * The weight of the heaviest way; empty where a loop has no bound or a region is irreducible.
     *
     * @param rounds how often a loop's header is executed at most each time that it is entered
     */
    public static Optional<BigInteger> weight(
            ControlFlowGraph graph,
            LoopForest forest,
            IntFunction<BigInteger> weights,
            Function<Loop, Optional<BigInteger>> rounds) {
        if (!forest.irreducible().isEmpty()) {
            return Optional.empty();
        }
        WorstPath path = new WorstPath(graph, forest, weights);
        for (int i = forest.loops().size() - 1; i >= 0; i--) {
            Loop loop = forest.loops().get(i);
            Optional<BigInteger> bound = rounds.apply(loop);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            path.loops.put(loop, path.longest(Optional.of(loop)).multiply(bound.get()));
        }
        return Optional.of(path.longest(Optional.empty()));
    }

    /** The heaviest round of a loop, or the heaviest way through the function. */
    private BigInteger longest(Optional<Loop> region) {
        int start = region.map(Loop::header).orElse(ControlFlowGraph.ENTRY);
        Map<Integer, BigInteger> heaviest = new HashMap<>();
        List<Integer> nodes = new ArrayList<>();
        for (int block : region.map(Loop::blocks).orElseGet(graph::reversePostorder)) {
            Optional<Loop> own = forest.innermost(block);
            boolean direct = own.equals(region);
            boolean childHeader = own.isPresent()
                    && own.get().header() == block
                    && own.get().parent().equals(region);
            if (direct || childHeader) {
                nodes.add(block);
            }
        }
        nodes.sort(Comparator.comparingInt(position()::get).reversed());
        for (int node : nodes) {
            Optional<Loop> child = forest.headedBy(node).filter(loop -> !region.equals(Optional.of(loop)));
            BigInteger after = BigInteger.ZERO;
            for (int next : child.map(this::exits).orElseGet(() -> graph.successors(node))) {
                boolean inside =
                        next != start && region.map(loop -> loop.contains(next)).orElse(true);
                if (inside) {
                    after = after.max(heaviest.getOrDefault(next, BigInteger.ZERO));
                }
            }
            BigInteger own = child.map(loops::get).orElseGet(() -> weights.apply(node));
            heaviest.put(node, own.add(after));
        }
        return heaviest.getOrDefault(start, BigInteger.ZERO);
    }

    private List<Integer> exits(Loop loop) {
        return loop.exits().stream().map(Loop.Edge::to).distinct().toList();
    }

    private Map<Integer, Integer> position() {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int block : graph.reversePostorder()) {
            positions.put(block, positions.size());
        }
        return positions;
    }
}
