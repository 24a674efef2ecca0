package io.ferrule.state;

import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Terminator.Unreachable;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the rounds of a function's loops are told apart.
 *
 * <p>Paths that come to a block in one state become one, and what counted the rounds is lost. That is no matter for a proof, but
 * two things come of it. A loop that gives back one of several locks in each round ends where all of them are given back, and
 * only its counter knows. So where a loop changes the state, rounds with different numbers stay apart, as long as they are few.
 * And a branch on what counts rounds is decided by how many there were, which nobody knows any more: it is in doubt, unless
 * it is the only way out of a loop that leaves the state as it is. Whoever goes through such a loop comes out there.
 */
final class Rounds {

    private final FunctionPlan plan;
    private final ControlFlowGraph graph;
    private final LoopForest forest;
    private final BitSet returning = new BitSet();
    private final Map<Integer, List<Integer>> apart = new HashMap<>();
    private final Map<Integer, Set<Integer>> counters = new HashMap<>();
    private final Set<Integer> waysOut = new HashSet<>();

    Rounds(FunctionPlan plan, Relevance relevance) {
        this.plan = plan;
        this.graph = ControlFlowGraph.of(plan.function());
        this.forest = LoopForest.of(graph);
        if (forest.loops().isEmpty()) {
            return;
        }
        findReturning();
        for (Loop loop : forest.loops()) {
            counters.put(loop.header(), counters(loop));
            if (loop.blocks().stream().anyMatch(block -> plan.sitesIn(block).anyMatch(relevance::mayChangeState))) {
                List<Integer> phis = phis(loop.header());
                loop.blocks()
                        .forEach(block -> apart.computeIfAbsent(block, b -> new ArrayList<>())
                                .addAll(phis));
            } else {
                wayOut(loop).ifPresent(waysOut::add);
            }
        }
    }

    /** The locals by whose numbers paths to that block are told apart. */
    List<Integer> apart(int block) {
        return apart.getOrDefault(block, List.of());
    }

    /** The locals that count rounds, if that edge begins another one. */
    Set<Integer> counters(int from, int to) {
        return isAgain(from, to) ? counters.getOrDefault(to, Set.of()) : Set.of();
    }

    int position(int block) {
        return graph.position(block);
    }

    /** Whether that edge begins another round of a loop. */
    boolean isAgain(int from, int to) {
        return forest.headedBy(to).filter(loop -> loop.contains(from)).isPresent();
    }

    /** Whether the branch at the end of that block is the only way out of a loop that changes no state. */
    boolean isWayOut(int block) {
        return waysOut.contains(block);
    }

    private List<Integer> phis(int block) {
        return plan.phis(block).stream().map(phi -> phi.header().result()).toList();
    }

    /** What a round computes from the one before, and from nothing that it reads or is told anew. */
    private Set<Integer> counters(Loop loop) {
        Set<Integer> phis = new HashSet<>(phis(loop.header()));
        Set<Integer> found = new HashSet<>();
        for (Phi phi : plan.phis(loop.header())) {
            for (Incoming incoming : phi.incoming()) {
                if (loop.contains(incoming.block()) && isCounted(incoming.value(), phis)) {
                    found.add(phi.header().result());
                }
            }
        }
        return found;
    }

    private boolean isCounted(Value value, Set<Integer> phis) {
        Deque<Value> open = new ArrayDeque<>(List.of(value));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            if (open.pop() instanceof Local local && seen.add(local.index())) {
                if (phis.contains(local.index())) {
                    return true;
                }
                open.addAll(plan.sources(local.index()));
            }
        }
        return false;
    }

    /** The block that alone has an edge out of a loop, those aside from where nothing returns. */
    private Optional<Integer> wayOut(Loop loop) {
        List<Loop.Edge> exits =
                loop.exits().stream().filter(edge -> returning.get(edge.to())).toList();
        return exits.size() == 1 ? Optional.of(exits.get(0).from()) : Optional.empty();
    }

    private void findReturning() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int block : graph.reversePostorder()) {
            boolean ends =
                    graph.successors(block).isEmpty() && !(plan.block(block).terminator() instanceof Unreachable);
            if (ends) {
                open.add(block);
            }
        }
        while (!open.isEmpty()) {
            int block = open.pop();
            if (!returning.get(block)) {
                returning.set(block);
                open.addAll(graph.predecessors(block));
            }
        }
    }
}
