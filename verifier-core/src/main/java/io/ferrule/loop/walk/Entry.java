package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.ControlFlowGraph;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One way into a loop: what holds when control comes to the header from outside, and what its phis are then. */
public final class Entry {

    private final Walk walk;
    private final Map<Integer, Linear> first;
    private final int from;

    private Entry(Walk walk, Map<Integer, Linear> first, int from) {
        this.walk = walk;
        this.first = Map.copyOf(first);
        this.from = from;
    }

    /** The way that a walk has made, which comes to the header from that block. */
    static Entry of(Walk walk, int header, int from) {
        FunctionModel model = walk.model();
        Map<Integer, Linear> first = new HashMap<>();
        for (Phi phi : model.statePhis(header)) {
            int local = phi.header().result();
            Value incoming = Walk.incoming(phi, from).orElseThrow();
            Linear value = walk.value(incoming, model.width(phi.type()));
            first.put(local, value);
            first.put(model.initial(local), value);
            first.put(model.strides(local), Linear.ZERO);
        }
        return new Entry(walk, first, from);
    }

    /** The way to a first call from outside that a walk has made, with what it gives. */
    public static Entry ofCall(Walk walk, Map<Integer, Linear> arguments) {
        return new Entry(walk, arguments, ControlFlowGraph.ENTRY);
    }

    /** The same way, which learns from questions by itself and asks that oracle. */
    Entry asking(Oracle oracle) {
        return new Entry(new Walk(walk, oracle), first, from);
    }

    /** The block outside that control comes from. */
    int from() {
        return from;
    }

    /** What holds on the way; may grow when more is asked for. */
    public List<Linear> constraints() {
        return walk.constraints();
    }

    /** A form over the header's variables, as it is in the first round. */
    public Linear at(Linear form) {
        return form.substitute(variable -> {
            Linear value = first.get(variable);
            return value != null ? value : walk.here(variable);
        });
    }
}
