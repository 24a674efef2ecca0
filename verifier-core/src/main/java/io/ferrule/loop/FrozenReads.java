package io.ferrule.loop;

import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.FrozenLoads;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Program;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether bounds of a function may rest on {@link FrozenLoads}: on the promise that memory behind a parameter which is
 * {@code noalias} and {@code readonly} does not change. A verdict names that as an assumption.
 */
public final class FrozenReads {

    private FrozenReads() {}

    /** Whether a branch in a bounded loop of that function depends on what such memory holds. */
    public static boolean decideIn(Program program, FunctionBounds bounds) {
        FunctionModel model = FunctionModel.of(program, bounds.function(), Map.of(), Map.of());
        return bounds.loops().stream().filter(LoopBound::isBounded).anyMatch(bound -> decide(model, bound.loop()));
    }

    private static boolean decide(FunctionModel model, Loop loop) {
        Set<Integer> seen = new HashSet<>();
        List<Value> open = new ArrayList<>();
        for (int block : loop.blocks()) {
            open.addAll(model.function().blocks().get(block).terminator().operands());
        }
        while (!open.isEmpty()) {
            if (open.remove(open.size() - 1) instanceof Value.Local local && seen.add(local.index())) {
                Optional<Instruction> definition = model.definition(local.index());
                boolean frozen = definition
                        .filter(found -> found instanceof Load load
                                && FrozenLoads.isFrozen(model, load.address().value()))
                        .isPresent();
                if (frozen) {
                    return true;
                }
                definition.ifPresent(found -> open.addAll(found.operands()));
            }
        }
        return false;
    }
}
