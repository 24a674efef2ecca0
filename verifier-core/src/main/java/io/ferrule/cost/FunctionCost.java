package io.ferrule.cost;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.loop.FunctionBounds;
import io.ferrule.loop.NestTotals;
import io.ferrule.loop.WorstPath;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.object.MachineBlock;
import io.ferrule.program.Function;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The heaviest way through one function of the object, whatever its blocks weigh. See the description of this package for
 * why it is one.
 */
final class FunctionCost {
    private final CodeNode node;
    private final ControlFlowGraph graph;
    private final LoopForest forest;
    private final List<MachineBlock> blocks;
    private final Map<Loop, BigInteger> probes;
    private final Optional<FunctionBounds> bounds;
    private final NestTotals totals;
    private final CallGraph calls;
    private final String obstacle;
    private final List<Map<Loop, Loop>> assignments;

    /**
     * @param graph of the node
     * @param bounds what is proved of the loops of the function that the node was made from
     * @param totals what is proved of its nests of loops
     */
    FunctionCost(
            CodeNode node,
            ControlFlowGraph graph,
            Optional<FunctionBounds> bounds,
            NestTotals totals,
            CallGraph calls) {
        this.node = node;
        this.graph = graph;
        this.bounds = bounds;
        this.totals = totals;
        this.calls = calls;
        this.forest = LoopForest.of(graph);
        this.blocks = node.function().machine().orElseThrow().blocks();
        this.probes = Probes.in(forest, blocks, node.function());
        this.obstacle = findObstacle();
        this.assignments = obstacle.isEmpty() ? findAssignments() : List.of();
    }

    /** Why there is no bound; empty if there is one. */
    String obstacle() {
        return obstacle;
    }

    /** How the loops were bounded, for a person; empty without loops. */
    String note() {
        if (!hasLoops()) {
            return "";
        }
        return assignments.isEmpty()
                ? "each block as often as the innermost loop, for machine code has other loops than LLVM IR"
                : "";
    }

    /** The weight of the heaviest way; only where there is no obstacle. */
    BigInteger heaviest(IntFunction<BigInteger> weights) {
        if (!hasLoops()) {
            return WorstPath.weight(graph, forest, weights, loop -> Optional.ofNullable(probes.get(loop)))
                    .orElseThrow();
        }
        Optional<BigInteger> byShape = assignments.stream()
                .flatMap(assignment -> WorstPath.weight(
                        graph,
                        forest,
                        weights,
                        loop -> rounds(assignment, loop),
                        loop -> Optional.ofNullable(assignment.get(loop)).flatMap(totals::of))
                        .stream())
                .max(BigInteger::compareTo);
        BigInteger byCount = CyclicPath.weight(graph, weights, mostRounds());
        return byShape.isPresent() ? byShape.get().min(byCount) : byCount;
    }

    private boolean hasLoops() {
        return !forest.irreducible().isEmpty() || forest.loops().stream().anyMatch(loop -> !probes.containsKey(loop));
    }

    private Optional<BigInteger> rounds(Map<Loop, Loop> assignment, Loop loop) {
        return Optional.ofNullable(probes.get(loop))
                .or(() -> Optional.ofNullable(assignment.get(loop)).map(this::roundsInProgram));
    }

    private BigInteger roundsInProgram(Loop loop) {
        return loopBounds().stream()
                .filter(bound -> bound.loop() == loop)
                .flatMap(bound -> bound.rounds().stream())
                .findFirst()
                .orElseThrow();
    }

    private List<LoopBound> loopBounds() {
        return bounds.map(FunctionBounds::loops).orElse(List.of());
    }

    private String findObstacle() {
        if (!hasLoops()) {
            return "";
        }
        Optional<Function> source = NodeReader.source(calls, node);
        if (source.isEmpty() || bounds.isEmpty()) {
            return "has a loop in the object, and no body in the program that says how often it goes round";
        }
        Optional<String> expansion = Expansions.loop(source.get());
        if (expansion.isPresent()) {
            return "has " + expansion.get() + ", of which code generation may make a loop";
        }
        if (!bounds.get().irreducible().isEmpty()) {
            return "has a cycle with several ways in";
        }
        if (loopBounds().isEmpty()) {
            return "has a loop in the object, and none in the program";
        }
        return loopBounds().stream().allMatch(LoopBound::isBoundedByNumber)
                ? ""
                : "has a loop without a bound that is a number";
    }

    /** The most that any block of a cycle is executed: the greatest number of rounds along the nest. */
    private BigInteger mostRounds() {
        BigInteger most =
                loopBounds().stream().map(bound -> roundsInAll(bound.loop())).reduce(BigInteger.ONE, BigInteger::max);
        BigInteger probe = probes.values().stream().max(BigInteger::compareTo).orElse(BigInteger.ZERO);
        return most.max(probe);
    }

    /**
     * How often a loop of the program goes round in one activation: as often as each time that it is entered, or that the loop
     * around it is. A loop is entered at most once in each round of the loop around it.
     */
    private BigInteger roundsInAll(Loop loop) {
        BigInteger each = roundsInProgram(loop);
        if (loop.parent().isEmpty()) {
            return each;
        }
        Loop outer = loop.parent().get();
        BigInteger product = each.multiply(roundsInAll(outer));
        BigInteger entered = outer.parent().map(this::roundsInAll).orElse(BigInteger.ONE);
        return totals.of(loop).map(entered::multiply).map(product::min).orElse(product);
    }

    private List<Map<Loop, Loop>> findAssignments() {
        Optional<Function> source = NodeReader.source(calls, node);
        if (!hasLoops() || source.isEmpty() || !forest.irreducible().isEmpty()) {
            return List.of();
        }
        List<Loop> loops = loopBounds().stream().map(LoopBound::loop).toList();
        boolean mayJoin = loops.stream().anyMatch(loop -> HeaderCode.mayVanish(source.get(), loop));
        if (mayJoin || !source.get().attributes().has("optsize")) {
            return List.of();
        }
        List<Loop> roots =
                loops.stream().filter(loop -> loop.parent().isEmpty()).toList();
        return new LoopShapes(loop -> !probes.containsKey(loop), (machine, loop) -> fits(source.get(), machine, loop))
                .assignments(forest.roots(), roots);
    }

    /** What is called by name within a machine loop is called within the loop that it was made from. */
    private boolean fits(Function source, Loop machine, Loop loop) {
        Set<String> within = new HashSet<>();
        for (CallSite site : calls.sitesIn(source.symbol())) {
            if (loop.contains(site.block())) {
                within.addAll(site.targets());
            }
        }
        Set<String> known = new HashSet<>();
        calls.sitesIn(source.symbol()).forEach(site -> known.addAll(site.targets()));
        return machine.blocks().stream()
                .flatMap(block -> blocks.get(block).call().stream())
                .flatMap(call -> call.target().stream())
                .filter(known::contains)
                .allMatch(within::contains);
    }
}
