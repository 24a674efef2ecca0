package io.ferrule.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;

/**
 * The natural loops of one function, nested in each other, and the cycles that are no natural loops.
 *
 * <p>Every cycle of the graph takes an edge from a latch to the header of some natural loop, or lies in an irreducible
 * region: without the edges back to headers, what is left of a reducible graph has no cycle.
 */
public final class LoopForest {

    static final int NONE = -1;

    private final List<Loop> loops;
    private final List<Loop> roots;
    private final int[] innermost;
    private final List<List<Integer>> irreducible;

    private LoopForest(ControlFlowGraph graph, Dominators dominators) {
        LoopSearch search = new LoopSearch(graph, dominators);
        this.innermost = search.innermost();
        this.loops = Loop.all(graph, this, search);
        this.roots = loops.stream().filter(loop -> loop.parent().isEmpty()).toList();
        this.irreducible = irreducible(graph, dominators);
    }

    /** The loops of that graph. */
    public static LoopForest of(ControlFlowGraph graph) {
        return of(graph, Dominators.of(graph));
    }

    /** The loops of that graph, whose dominators are known already. */
    public static LoopForest of(ControlFlowGraph graph, Dominators dominators) {
        return new LoopForest(graph, dominators);
    }

    /** All loops, each before those inside it, in reverse postorder of their headers. */
    public List<Loop> loops() {
        return loops;
    }

    /** The loops that lie in no other. */
    public List<Loop> roots() {
        return roots;
    }

    /** The innermost loop around a block; empty where there is none, and for blocks that cannot be reached. */
    public Optional<Loop> innermost(int block) {
        return innermost[block] == NONE ? Optional.empty() : Optional.of(loops.get(innermost[block]));
    }

    /** The loop with that header. */
    public Optional<Loop> headedBy(int block) {
        return innermost(block).filter(loop -> loop.header() == block);
    }

    /**
     * The regions with a cycle that can be entered at several blocks, each as its blocks, none of which lies in another
     * region. What such a cycle does is no concern of any natural loop.
     */
    public List<List<Integer>> irreducible() {
        return irreducible;
    }

    private static List<List<Integer>> irreducible(ControlFlowGraph graph, Dominators dominators) {
        if (isReducible(graph, dominators)) {
            return List.of();
        }
        Graph<Integer, DefaultEdge> forward = new DefaultDirectedGraph<>(DefaultEdge.class);
        graph.reversePostorder().forEach(forward::addVertex);
        for (int block : graph.reversePostorder()) {
            graph.successors(block).stream()
                    .filter(target -> !dominators.dominates(target, block))
                    .forEach(target -> forward.addEdge(block, target));
        }
        List<List<Integer>> regions = new ArrayList<>();
        for (Set<Integer> component : new KosarajuStrongConnectivityInspector<>(forward).stronglyConnectedSets()) {
            if (component.size() > 1) {
                regions.add(component.stream().sorted().toList());
            }
        }
        regions.sort((a, b) -> Integer.compare(a.get(0), b.get(0)));
        return List.copyOf(regions);
    }

    /** Whether each edge that goes back in reverse postorder goes back to a dominator. */
    private static boolean isReducible(ControlFlowGraph graph, Dominators dominators) {
        return graph.reversePostorder().stream()
                .allMatch(block -> graph.successors(block).stream()
                        .allMatch(target ->
                                graph.position(target) > graph.position(block) || dominators.dominates(target, block)));
    }

    /** What is found of the loops, by number, outer loops first. */
    static final class LoopSearch {

        private final ControlFlowGraph graph;
        private final List<Integer> headers = new ArrayList<>();
        private final List<List<Integer>> latches = new ArrayList<>();
        private final int[] innermost;
        private int[] parent = new int[0];
        private int[] shortcut = new int[0];

        LoopSearch(ControlFlowGraph graph, Dominators dominators) {
            this.graph = graph;
            this.innermost = new int[graph.size()];
            Arrays.fill(innermost, NONE);
            for (int block : graph.reversePostorder()) {
                List<Integer> back = graph.predecessors(block).stream()
                        .filter(before -> dominators.dominates(block, before))
                        .toList();
                if (!back.isEmpty()) {
                    headers.add(block);
                    latches.add(back);
                }
            }
            parent = new int[headers.size()];
            Arrays.fill(parent, NONE);
            shortcut = parent.clone();
            for (int loop = headers.size() - 1; loop >= 0; loop--) {
                discover(loop);
            }
        }

        /** Inner loops are known by now. A walk back that meets one goes on before its header, so each is met once. */
        private void discover(int loop) {
            innermost[headers.get(loop)] = loop;
            List<Integer> open = new ArrayList<>(latches.get(loop));
            while (!open.isEmpty()) {
                int block = open.remove(open.size() - 1);
                int around = outermost(innermost[block]);
                if (around == NONE) {
                    innermost[block] = loop;
                    open.addAll(graph.predecessors(block));
                } else if (around != loop) {
                    parent[around] = loop;
                    shortcut[around] = loop;
                    graph.predecessors(headers.get(around)).stream()
                            .filter(before -> outermost(innermost[before]) != loop)
                            .forEach(open::add);
                }
            }
        }

        private int outermost(int loop) {
            if (loop == NONE) {
                return NONE;
            }
            int top = loop;
            while (shortcut[top] != NONE) {
                top = shortcut[top];
            }
            int below = loop;
            while (below != top) {
                int next = shortcut[below];
                shortcut[below] = top;
                below = next;
            }
            return top;
        }

        int[] innermost() {
            return innermost;
        }

        int[] parents() {
            return parent;
        }

        List<Integer> headers() {
            return headers;
        }

        List<List<Integer>> latches() {
            return latches;
        }
    }
}
