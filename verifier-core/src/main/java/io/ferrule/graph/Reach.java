package io.ferrule.graph;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be reached from one function. */
public final class Reach {

    private final String from;
    private final Map<String, Optional<CallEdge>> arrivals;

    Reach(String from, Map<String, Optional<CallEdge>> arrivals) {
        this.from = from;
        this.arrivals = Collections.unmodifiableMap(new LinkedHashMap<>(arrivals));
    }

    /** The function that it starts from. */
    public String from() {
        return from;
    }

    /** The functions with a body that can be reached, the nearest first, the start included. */
    public Set<String> functions() {
        return arrivals.keySet();
    }

    /** A shortest path to that function: empty for the start itself. */
    public List<CallEdge> pathTo(String function) {
        Deque<CallEdge> path = new ArrayDeque<>();
        Optional<CallEdge> last = arrivals.getOrDefault(function, Optional.empty());
        while (last.isPresent()) {
            path.addFirst(last.get());
            last = arrivals.getOrDefault(last.get().site().caller(), Optional.empty());
        }
        return List.copyOf(path);
    }
}
