package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.Guards.Guard;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Invocation;
import io.ferrule.program.Terminator;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that the ways into a loop depend on: where it is the same, so are they.
 *
 * <p>What is claimed of the loop itself is none of that, but for what it makes relevant. On a way into it control has not been
 * at its header; what its phis were when it was entered before reaches the way through phis of loops around alone, of which
 * only their own claims speak.
 *
 * @param others what is claimed of other loops
 * @param known by block outside from which control comes, the conditions that are told to the walk
 */
public record Approach(boolean signed, int header, Claims others, Map<Integer, List<Guard>> known) {

    public Approach {
        known = Collections.unmodifiableMap(new TreeMap<>(known));
    }

    /** How a loop is come to under these claims. */
    public static Approach of(FunctionModel model, Loop loop, Claims claims) {
        Set<Integer> relevant = relevant(model, loop, claims);
        Map<Integer, List<Guard>> known = new TreeMap<>();
        for (int from : loop.entering()) {
            List<Guard> guards = new ArrayList<>(model.guards().in(from));
            guards.addAll(model.guards().at(from, Set.of(), relevant));
            known.put(from, List.copyOf(guards));
        }
        return new Approach(model.signed(), loop.header(), claims.without(loop.header(), model), known);
    }

    /** The locals that can have to do with how often a loop goes round. */
    static Set<Integer> relevant(FunctionModel model, Loop loop, Claims claims) {
        List<Value> values = new ArrayList<>();
        for (int block : loop.blocks()) {
            Terminator terminator = model.block(block).terminator();
            if (!(terminator instanceof Invocation)) {
                values.addAll(terminator.operands());
            }
        }
        for (Phi phi : model.numericPhis(loop.header())) {
            values.addAll(phi.operands());
        }
        claims.invariantsAt(loop.header())
                .forEach(form -> form.variables().stream()
                        .filter(model::isLocal)
                        .forEach(variable -> values.add(Value.Local.of(variable))));
        return model.guards().closure(values);
    }
}
