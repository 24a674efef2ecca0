package io.ferrule.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Strongly connected components, the sets of nodes that reach each other: Tarjan's algorithm (SIAM Journal on Computing
 * 1, 1972) without recursion, in time linear in nodes and edges.
 */
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

    /**
     * The components of a graph, each sorted by name, a component behind all that it leads to.
     *
     * @param successors of every node
     */
    public static List<Set<String>> calleesFirst(Map<String, ? extends Collection<String>> successors) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        successors.forEach((from, all) -> {
            numbers.putIfAbsent(from, numbers.size());
            all.forEach(to -> numbers.putIfAbsent(to, numbers.size()));
        });
        List<List<Integer>> edges = new ArrayList<>();
        for (String name : numbers.keySet()) {
            Collection<String> all = successors.get(name);
            edges.add(
                    all == null
                            ? List.of()
                            : all.stream()
                                    .map(to -> numbers.getOrDefault(to, 0))
                                    .toList());
        }
        int[] component = of(edges);
        List<Set<String>> components = new ArrayList<>();
        numbers.forEach((name, number) -> {
            while (components.size() <= component[number]) {
                components.add(new TreeSet<>());
            }
            components.get(component[number]).add(name);
        });
        return components;
    }

    /**
     * The number of the component of each node; nodes that reach each other have the same one, and what a component leads
     * to has smaller numbers.
     */
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
