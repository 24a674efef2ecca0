package io.ferrule.loop.search;

import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;

/** Exits of a loop that are taken in the first round or never, as what decides does not change. */
public final class FixedExits {

    private static final int DEPTH_LIMIT = 20;

    private final FunctionModel model;
    private final Loop loop;

    private FixedExits(FunctionModel model, Loop loop) {
        this.model = model;
        this.loop = loop;
    }

    /** Whether the loop has one: its second round knows more than its first. */
    public static boolean occur(FunctionModel model, Loop loop) {
        FixedExits exits = new FixedExits(model, loop);
        return loop.exits().stream()
                .anyMatch(exit -> exits.isFixed(model.block(exit.from()).terminator()));
    }

    private boolean isFixed(Terminator terminator) {
        boolean decides = terminator instanceof Branch || terminator instanceof Switch;
        return decides && terminator.operands().stream().allMatch(value -> isFixed(value, 0));
    }

    private boolean isFixed(Value value, int depth) {
        if (!(value instanceof Value.Local local)
                || model.isParameter(local.index())
                || !loop.contains(model.blockOf(local.index()))) {
            return true;
        }
        return depth < DEPTH_LIMIT
                && model.definition(local.index())
                        .filter(FixedExits::isPure)
                        .filter(definition ->
                                definition.operands().stream().allMatch(operand -> isFixed(operand, depth + 1)))
                        .isPresent();
    }

    private static boolean isPure(Instruction instruction) {
        return instruction instanceof Computation && !(instruction instanceof Phi);
    }
}
