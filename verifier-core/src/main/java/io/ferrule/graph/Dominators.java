package io.ferrule.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which block lies on every path from the entry to another one. Found by Lengauer and Tarjan's algorithm ("A fast
 * algorithm for finding dominators in a flowgraph", 1979) with path compression, in O(m log n) and without recursion.
 */
public final class Dominators {

    private static final int NONE = -1;

    private final ControlFlowGraph graph;
    private final int[] immediate;
    private final List<List<Integer>> children;
    private final int[] entered;
    private final int[] left;

    private Dominators(ControlFlowGraph graph, int[] immediate) {
        this.graph = graph;
        this.immediate = immediate;
        this.children = children(graph, immediate);
        this.entered = new int[graph.size()];
        this.left = new int[graph.size()];
        number();
    }

    /** The dominators of that graph. */
    public static Dominators of(ControlFlowGraph graph) {
        return new Dominators(graph, new Search(graph).immediate());
    }

    /** Whether every path from the entry to {@code block} goes through {@code dominator}; a block dominates itself. */
    public boolean dominates(int dominator, int block) {
        return graph.isReachable(dominator)
                && graph.isReachable(block)
                && entered[dominator] <= entered[block]
                && left[block] <= left[dominator];
    }

    /**
     * The closest block that dominates that one, and is another.
     *
     * @throws IllegalArgumentException for the entry and for a block that cannot be reached, which have none
     */
    public int immediate(int block) {
        if (immediate[block] == NONE) {
            throw new IllegalArgumentException("block " + block + " has no immediate dominator");
        }
        return immediate[block];
    }

    /** The blocks whose immediate dominator that one is, in reverse postorder. */
    public List<Integer> children(int block) {
        return children.get(block);
    }

    private static List<List<Integer>> children(ControlFlowGraph graph, int[] immediate) {
        List<List<Integer>> children = new ArrayList<>();
        for (int block = 0; block < graph.size(); block++) {
            children.add(new ArrayList<>());
        }
        for (int block : graph.reversePostorder()) {
            if (immediate[block] != NONE) {
                children.get(immediate[block]).add(block);
            }
        }
        return children.stream().map(List::copyOf).toList();
    }

    /** Numbers the tree, so that an ancestor's numbers enclose those of what lies below it. */
    private void number() {
        int[] next = new int[graph.size()];
        int clock = 0;
        int block = ControlFlowGraph.ENTRY;
        entered[block] = clock++;
        while (block != NONE) {
            if (next[block] < children.get(block).size()) {
                block = children.get(block).get(next[block]++);
                entered[block] = clock++;
            } else {
                left[block] = clock++;
                block = immediate[block];
            }
        }
    }

    /** One run of the algorithm; its arrays are indexed by block. */
    private static final class Search {

        private final ControlFlowGraph graph;
        private final int[] number;
        private final int[] parent;
        private final int[] semi;
        private final int[] ancestor;
        private final int[] label;
        private final int[] path;
        private final List<Integer> visited = new ArrayList<>();

        Search(ControlFlowGraph graph) {
            this.graph = graph;
            this.number = filled(graph.size());
            this.parent = filled(graph.size());
            this.ancestor = filled(graph.size());
            this.semi = new int[graph.size()];
            this.label = new int[graph.size()];
            this.path = new int[graph.size()];
            walk();
        }

        private static int[] filled(int size) {
            int[] array = new int[size];
            Arrays.fill(array, NONE);
            return array;
        }

        private void walk() {
            int[] next = new int[graph.size()];
            int block = ControlFlowGraph.ENTRY;
            visit(block, NONE);
            while (block != NONE) {
                if (next[block] < graph.successors(block).size()) {
                    int target = graph.successors(block).get(next[block]++);
                    if (number[target] == NONE) {
                        visit(target, block);
                        block = target;
                    }
                } else {
                    block = parent[block];
                }
            }
        }

        private void visit(int block, int from) {
            number[block] = visited.size();
            semi[block] = number[block];
            label[block] = block;
            parent[block] = from;
            visited.add(block);
        }

        int[] immediate() {
            int[] dominator = filled(graph.size());
            List<List<Integer>> buckets = new ArrayList<>();
            visited.forEach(block -> buckets.add(new ArrayList<>()));
            for (int i = visited.size() - 1; i > 0; i--) {
                int block = visited.get(i);
                for (int before : graph.predecessors(block)) {
                    semi[block] = Math.min(semi[block], semi[evaluate(before)]);
                }
                buckets.get(semi[block]).add(block);
                ancestor[block] = parent[block];
                List<Integer> bucket = buckets.get(number[parent[block]]);
                for (int waiting : bucket) {
                    int least = evaluate(waiting);
                    dominator[waiting] = semi[least] < semi[waiting] ? least : parent[block];
                }
                bucket.clear();
            }
            for (int i = 1; i < visited.size(); i++) {
                int block = visited.get(i);
                if (dominator[block] != visited.get(semi[block])) {
                    dominator[block] = dominator[dominator[block]];
                }
            }
            return dominator;
        }

        /** The block of least semidominator on the way up to the root of its tree in the forest. */
        private int evaluate(int block) {
            if (ancestor[block] == NONE) {
                return label[block];
            }
            int length = 0;
            for (int up = block; ancestor[ancestor[up]] != NONE; up = ancestor[up]) {
                path[length++] = up;
            }
            while (length > 0) {
                compress(path[--length]);
            }
            return label[block];
        }

        private void compress(int block) {
            int above = ancestor[block];
            if (semi[label[above]] < semi[label[block]]) {
                label[block] = label[above];
            }
            ancestor[block] = ancestor[above];
        }
    }
}
