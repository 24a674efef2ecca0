package io.ferrule.state;

import io.ferrule.graph.CallEdge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A function as it is called in one state with certain arguments. Two activations are equal only if they are one. */
public final class Activation {

    private final String function;
    private final LockState entry;
    private final Optional<Arrival> arrival;
    private final String root;

    /** The call by which it was reached first. */
    record Arrival(Activation caller, CallEdge edge) {}

    Activation(String function, LockState entry, Optional<Arrival> arrival) {
        this.function = function;
        this.entry = entry;
        this.arrival = arrival;
        this.root = arrival.map(call -> call.caller().root).orElse(function);
    }

    /** The root from which it was reached first. */
    String root() {
        return root;
    }

    /** Whether it is the root itself. */
    boolean isRoot() {
        return arrival.isEmpty();
    }

    /** The function. */
    public String function() {
        return function;
    }

    /** The state in which it is called. */
    public LockState entry() {
        return entry;
    }

    /** Whether it is called within that many calls of a function, itself counted. */
    boolean isWithin(String callee, int times) {
        int left = times;
        Optional<Activation> next = Optional.of(this);
        while (next.isPresent() && left > 0) {
            left -= next.get().function.equals(callee) ? 1 : 0;
            next = next.get().arrival.map(Arrival::caller);
        }
        return left == 0;
    }

    /** The calls from the root down to it; empty for the root itself. */
    public List<CallEdge> path() {
        Deque<CallEdge> path = new ArrayDeque<>();
        for (Optional<Arrival> next = arrival;
                next.isPresent();
                next = next.get().caller().arrival) {
            path.addFirst(next.get().edge());
        }
        return List.copyOf(path);
    }
}
