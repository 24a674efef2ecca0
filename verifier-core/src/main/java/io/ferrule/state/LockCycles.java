package io.ferrule.state;

import io.ferrule.graph.Components;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Lock.Same;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Circles of locks in which each holder waits for the next.
 *
 * <p>Sound because every circle lies in one strongly connected component of the edges, where an edge leads on to those
 * that hold what it waits for, or may. A component is passed over only where one more lock is held at all of its edges
 * by one holder at a time, so that no two of them can be waited at. Of every other one at least one circle is reported.
 */
public final class LockCycles {

    private final List<Edge> edges;
    private final List<List<Integer>> next = new ArrayList<>();

    private LockCycles(List<Edge> edges, boolean certain) {
        this.edges = edges;
        Map<LockClass, List<Integer>> from = new LinkedHashMap<>();
        for (int i = 0; i < edges.size(); i++) {
            from.computeIfAbsent(edges.get(i).from(), f -> new ArrayList<>()).add(i);
        }
        boolean allExact = from.keySet().stream().allMatch(LockClass::isOneLock);
        for (Edge edge : edges) {
            next.add(following(edge, from, allExact, certain));
        }
    }

    private List<Integer> following(Edge edge, Map<LockClass, List<Integer>> from, boolean allExact, boolean certain) {
        boolean exact = certain || (allExact && edge.to().isOneLock());
        Stream<Integer> candidates = exact
                ? from.getOrDefault(edge.to(), List.of()).stream()
                : from.values().stream().flatMap(List::stream);
        return candidates
                .filter(i ->
                        edge.meets(edges.get(i)) == Same.YES || (!certain && edge.meets(edges.get(i)) == Same.MAYBE))
                .toList();
    }

    /**
     * A circle.
     *
     * @param edges each waits for the next one, the last one for the first
     * @param gated whether a lock around all of its edges keeps two of them from being waited at together
     */
    public record Circle(List<Edge> edges, boolean gated) {
        public Circle {
            edges = List.copyOf(edges);
        }
    }

    /**
     * Circles, at least one for each group of edges that lie in any.
     *
     * @param wanted the edges that count
     * @param certain whether only edges count that are certain, and lead to the very same lock
     */
    public static List<Circle> of(LockGraph graph, Predicate<Edge> wanted, boolean certain) {
        List<Edge> edges = graph.edges().stream()
                .filter(wanted)
                .filter(edge -> !certain || edge.isSure())
                .toList();
        return new LockCycles(edges, certain).circles();
    }

    private List<Circle> circles() {
        int[] component = Components.of(next);
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < edges.size(); i++) {
            members.computeIfAbsent(component[i], c -> new ArrayList<>()).add(i);
        }
        List<Circle> circles = new ArrayList<>();
        for (List<Integer> part : members.values()) {
            boolean circle = part.size() > 1 || next.get(part.get(0)).contains(part.get(0));
            if (circle && !isGated(part)) {
                circles.addAll(circlesIn(part));
            }
        }
        return circles;
    }

    private boolean isGated(List<Integer> part) {
        Set<Address> gates = new HashSet<>(edges.get(part.get(0)).gates());
        part.forEach(i -> gates.retainAll(edges.get(i).gates()));
        return !gates.isEmpty();
    }

    /** Short circles that share no edge; those that a lock around them keeps apart only where there are no others. */
    private List<Circle> circlesIn(List<Integer> part) {
        Set<Integer> members = new HashSet<>(part);
        List<List<Integer>> found = part.stream()
                .map(start -> shortest(start, members))
                .sorted(Comparator.comparingInt(List::size))
                .toList();
        Set<Integer> used = new HashSet<>();
        List<Circle> open = new ArrayList<>();
        List<Circle> gated = new ArrayList<>();
        for (List<Integer> circle : found) {
            boolean kept = isGated(circle);
            if (kept || circle.stream().noneMatch(used::contains)) {
                used.addAll(kept ? List.of() : circle);
                (kept ? gated : open)
                        .add(new Circle(circle.stream().map(edges::get).toList(), kept));
            }
        }
        return open.isEmpty() ? gated : open;
    }

    private List<Integer> shortest(int start, Set<Integer> members) {
        Map<Integer, Integer> before = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int at = queue.remove();
            for (int to : next.get(at)) {
                if (to == start) {
                    return backTo(start, at, before);
                }
                if (members.contains(to) && !before.containsKey(to)) {
                    before.put(to, at);
                    queue.add(to);
                }
            }
        }
        throw new IllegalStateException("no circle in a strongly connected component");
    }

    private static List<Integer> backTo(int start, int end, Map<Integer, Integer> before) {
        Deque<Integer> circle = new ArrayDeque<>();
        for (int at = end; at != start; at = before.getOrDefault(at, start)) {
            circle.addFirst(at);
        }
        circle.addFirst(start);
        return List.copyOf(circle);
    }
}
