package io.ferrule.loop;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The heaviest way through a function: the longest path over its loop nest, where a loop counts as its heaviest round
 * times the number of rounds. It does not matter what the blocks are made of, LLVM IR or machine code.
 *
 * <p>Sound because every execution is a path of that nest: within a round each block outside of inner loops is executed
 * at most once, and the last, unfinished round weighs no more than the heaviest.
 *
 * <p>What a loop weighs has two parts, one for each time that it is entered and one for each of its rounds: entered E times
 * with R rounds in all, it weighs at most E times the one and R times the other. Where it is known how often an inner
 * loop goes round in all rounds of the outer one together, its rounds are taken out of the round of the outer loop, in
 * which then only that it is entered weighs something, and are added once each time that the outer loop is entered. That
 * is right whatever way the rounds take: the rest of a round weighs no more than the longest path does without
 * the rounds of such loops, and there are no more of these than the total. But on a path with another loop instead it may be
 * more than the product, which takes the heavier of the two; so it is done for those loops for which it pays.
 */
public final class WorstPath {

    private final ControlFlowGraph graph;
    private final LoopForest forest;
    private final IntFunction<BigInteger> weights;
    private final Function<Loop, Optional<BigInteger>> totals;
    private final Map<Loop, Weight> loops = new HashMap<>();

    private WorstPath(
            ControlFlowGraph graph,
            LoopForest forest,
            IntFunction<BigInteger> weights,
            Function<Loop, Optional<BigInteger>> totals) {
        this.graph = graph;
        this.forest = forest;
        this.weights = weights;
        this.totals = totals;
    }

    /** What a loop weighs each time that it is entered beside its rounds, each of its rounds, and how many there are each time. */
    private record Weight(BigInteger entered, BigInteger round, BigInteger rounds) {
        BigInteger each() {
            return entered.add(round.multiply(rounds));
        }
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
        return weight(graph, forest, weights, rounds, loop -> Optional.empty());
    }

    /**
     * The weight of the heaviest way; empty where a loop has no bound or a region is irreducible.
     *
     * @param rounds how often a loop's header is executed at most each time that it is entered
     * @param totals how often it is at most each time that the loop around it is entered, where that is known
     */
    public static Optional<BigInteger> weight(
            ControlFlowGraph graph,
            LoopForest forest,
            IntFunction<BigInteger> weights,
            Function<Loop, Optional<BigInteger>> rounds,
            Function<Loop, Optional<BigInteger>> totals) {
        if (!forest.irreducible().isEmpty()) {
            return Optional.empty();
        }
        WorstPath path = new WorstPath(graph, forest, weights, totals);
        for (int i = forest.loops().size() - 1; i >= 0; i--) {
            Loop loop = forest.loops().get(i);
            Optional<BigInteger> bound = rounds.apply(loop);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            path.loops.put(loop, path.weigh(loop, bound.get()));
        }
        return Optional.of(path.longest(Optional.empty(), Set.of()));
    }

    /** The least of what is known that a loop weighs: with all totals that help, less those that do not. */
    private Weight weigh(Loop loop, BigInteger rounds) {
        Weight least = weigh(loop, rounds, Set.of());
        Set<Loop> apart = new HashSet<>();
        for (Loop child : loop.children()) {
            boolean helps = totals.apply(child)
                    .filter(total -> total.compareTo(rounds.multiply(weightOf(child).rounds)) < 0)
                    .isPresent();
            if (helps) {
                apart.add(child);
            }
        }
        if (apart.isEmpty()) {
            return least;
        }
        Weight best = weigh(loop, rounds, apart);
        for (Loop child : loop.children()) {
            Set<Loop> fewer = new HashSet<>(apart);
            if (fewer.remove(child)) {
                Weight without = weigh(loop, rounds, fewer);
                if (without.each().compareTo(best.each()) < 0) {
                    best = without;
                    apart = fewer;
                }
            }
        }
        return best.each().compareTo(least.each()) < 0 ? best : least;
    }

    /** What a loop weighs if the rounds of some loops directly inside are added up apart from its own rounds. */
    private Weight weigh(Loop loop, BigInteger rounds, Set<Loop> apart) {
        BigInteger entered = apart.stream()
                .map(child -> totals.apply(child).orElseThrow().multiply(weightOf(child).round))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Weight(entered, longest(Optional.of(loop), apart), rounds);
    }

    private Weight weightOf(Loop loop) {
        return Optional.ofNullable(loops.get(loop)).orElseThrow();
    }

    /** The heaviest round of a loop, or the heaviest way through the function, without the rounds of the loops that are apart. */
    private BigInteger longest(Optional<Loop> region, Set<Loop> apart) {
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
            BigInteger own = child.map(loop -> apart.contains(loop)
                            ? weightOf(loop).entered
                            : weightOf(loop).each())
                    .orElseGet(() -> weights.apply(node));
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
