package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which loops have to do with how often a loop goes round: those whose numbers flow into its conditions and numbers. What
 * is claimed of any other loop is of no use to it. Memory and calls end the flow, as nothing is known of what comes from
 * there.
 *
 * <p>To leave out a loop is always right: it is then one of which nothing is known.
 */
public final class DependentLoops {

    private final FunctionModel model;
    private final Loop loop;
    private final Set<Integer> locals = new HashSet<>();

    private DependentLoops(FunctionModel model, Loop loop) {
        this.model = model;
        this.loop = loop;
    }

    /** The headers of the loops on which that one depends, its own included, ascending. */
    static Set<Integer> of(FunctionModel model, Loop loop) {
        DependentLoops dependence = new DependentLoops(model, loop);
        dependence.follow();
        return dependence.headers();
    }

    private void follow() {
        List<Value> open = new ArrayList<>();
        for (int block : loop.blocks()) {
            if (!(model.block(block).terminator() instanceof CallInstruction)) {
                open.addAll(model.block(block).terminator().operands());
            }
        }
        for (Phi phi : model.statePhis(loop.header())) {
            open.addAll(phi.operands());
        }
        while (!open.isEmpty()) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && locals.add(local.index())) {
                model.definition(local.index())
                        .filter(DependentLoops::isFollowed)
                        .ifPresent(definition -> open.addAll(definition.operands()));
            }
        }
    }

    private static boolean isFollowed(Instruction definition) {
        boolean unknown = definition instanceof MemoryInstruction
                || (definition instanceof CallInstruction call
                        && Intrinsics.name(call).isEmpty());
        return !unknown;
    }

    private Set<Integer> headers() {
        Set<Integer> headers = new TreeSet<>(Set.of(loop.header()));
        for (Loop other : model.forest().loops()) {
            boolean flows = model.phis(other.header()).stream()
                    .anyMatch(phi -> locals.contains(phi.header().result()));
            if (flows) {
                headers.add(other.header());
            }
        }
        return headers;
    }
}
