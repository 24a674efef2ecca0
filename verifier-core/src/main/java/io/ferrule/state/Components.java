package io.ferrule.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Strongly connected components of small graphs, by Tarjan's algorithm without recursion. */
public final class Components {

    private final List<List<Integer>> successors;
    private final int[] index;
    private final int[] low;
    private final int[] component;
    private final boolean[] open;
    private final int[] nextEdge;
    private final Deque<Integer> stack = new ArrayDeque<>();
    private int visited;
    private int components;

    private Components(List<List<Integer>> successors) {
        this.successors = successors;
        int size = successors.size();
        this.index = new int[size];
        this.low = new int[size];
        this.component = new int[size];
        this.open = new boolean[size];
        this.nextEdge = new int[size];
    }

    /** The number of the component of each node; nodes that reach each other have the same one. */
    public static int[] of(List<List<Integer>> successors) {
        Components search = new Components(successors);
        for (int node = 0; node < successors.size(); node++) {
            if (search.index[node] == 0) {
                search.visit(node);
            }
        }
        return search.component;
    }

    private void visit(int start) {
        Deque<Integer> path = new ArrayDeque<>();
        enter(start, path);
        while (!path.isEmpty()) {
            int node = path.peek();
            List<Integer> edges = successors.get(node);
            if (nextEdge[node] < edges.size()) {
                int next = edges.get(nextEdge[node]++);
                if (index[next] == 0) {
                    enter(next, path);
                } else if (open[next]) {
                    low[node] = Math.min(low[node], index[next]);
                }
            } else {
                leave(node, path);
            }
        }
    }

    private void enter(int node, Deque<Integer> path) {
        index[node] = ++visited;
        low[node] = visited;
        open[node] = true;
        stack.push(node);
        path.push(node);
    }

    private void leave(int node, Deque<Integer> path) {
        path.pop();
        if (low[node] == index[node]) {
            int member;
            do {
                member = stack.pop();
                open[member] = false;
                component[member] = components;
            } while (member != node);
            components++;
        }
        if (!path.isEmpty()) {
            int parent = path.peek();
            low[parent] = Math.min(low[parent], low[node]);
        }
    }
}
