package io.ferrule.graph;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The blocks of one function by number, with the edges between them. An edge is there once, however many cases of a
 * {@code switch} take it. Immutable; made in linear time and without recursion.
 */
public final class ControlFlowGraph {

    /** The number of the block that a function starts with. */
    public static final int ENTRY = 0;

    private static final int UNREACHABLE = -1;

    private final List<List<Integer>> successors;
    private final List<List<Integer>> predecessors;
    private final List<Integer> order;
    private final int[] position;

    private ControlFlowGraph(List<List<Integer>> successors) {
        this.successors = successors;
        this.order = reversePostorder(successors);
        this.position = new int[successors.size()];
        Arrays.fill(position, UNREACHABLE);
        for (int i = 0; i < order.size(); i++) {
            position[order.get(i)] = i;
        }
        this.predecessors = predecessors(successors, order);
    }

    /**
     * The graph of that function.
     *
     * @throws IllegalArgumentException if it has no body that was read
     */
    public static ControlFlowGraph of(Function function) {
        return of(function.blocks().stream()
                .map(BasicBlock::terminator)
                .map(terminator -> terminator.successors())
                .toList());
    }

    /**
     * A graph from the successors of each block; the first block is the entry.
     *
     * @throws IllegalArgumentException if there is no block, or an edge leads to none
     */
    public static ControlFlowGraph of(List<List<Integer>> successors) {
        if (successors.isEmpty()) {
            throw new IllegalArgumentException("a function without blocks has no control flow");
        }
        List<List<Integer>> distinct = new ArrayList<>();
        for (List<Integer> targets : successors) {
            Set<Integer> once = new LinkedHashSet<>(targets);
            if (once.stream().anyMatch(target -> target < 0 || target >= successors.size())) {
                throw new IllegalArgumentException("an edge leads to no block: " + targets);
            }
            distinct.add(List.copyOf(once));
        }
        return new ControlFlowGraph(List.copyOf(distinct));
    }

    private static List<Integer> reversePostorder(List<List<Integer>> successors) {
        List<Integer> postorder = new ArrayList<>();
        int[] next = new int[successors.size()];
        boolean[] seen = new boolean[successors.size()];
        Deque<Integer> stack = new ArrayDeque<>();
        stack.push(ENTRY);
        seen[ENTRY] = true;
        while (!stack.isEmpty()) {
            int block = stack.peek();
            if (next[block] < successors.get(block).size()) {
                int target = successors.get(block).get(next[block]++);
                if (!seen[target]) {
                    seen[target] = true;
                    stack.push(target);
                }
            } else {
                postorder.add(stack.pop());
            }
        }
        Collections.reverse(postorder);
        return List.copyOf(postorder);
    }

    private static List<List<Integer>> predecessors(List<List<Integer>> successors, List<Integer> order) {
        List<List<Integer>> predecessors = new ArrayList<>();
        successors.forEach(block -> predecessors.add(new ArrayList<>()));
        order.forEach(block ->
                successors.get(block).forEach(target -> predecessors.get(target).add(block)));
        return predecessors.stream().map(List::copyOf).toList();
    }

    /** The number of blocks, those that cannot be reached included. */
    public int size() {
        return successors.size();
    }

    /** The blocks that may follow, each once, in the order of the text. */
    public List<Integer> successors(int block) {
        return successors.get(block);
    }

    /** The blocks that may come before and that can be reached, each once. */
    public List<Integer> predecessors(int block) {
        return predecessors.get(block);
    }

    /** The blocks that can be reached, each one before its successors but for the edges that go back. */
    public List<Integer> reversePostorder() {
        return order;
    }

    /** Whether some path leads from the entry to that block. */
    public boolean isReachable(int block) {
        return position[block] != UNREACHABLE;
    }

    /** The place of a reachable block in {@link #reversePostorder}. */
    public int position(int block) {
        return position[block];
    }
}
