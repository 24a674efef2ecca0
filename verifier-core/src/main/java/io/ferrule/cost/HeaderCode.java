package io.ferrule.cost;

import io.ferrule.graph.Loop;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant;
import io.ferrule.program.Constant.GlobalReference;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Terminator.Jump;
import java.util.List;

/** Whether code generation may join a loop with the one inside it. */
final class HeaderCode {

    private HeaderCode() {}

    /**
     * Whether all blocks from the header of a loop to that of a loop directly inside it may end up without code: then the
     * edges back to both may lead to one place, and make one loop.
     */
    static boolean mayVanish(Function function, Loop loop) {
        return loop.children().stream().anyMatch(child -> leadsTo(function, loop.header(), child.header()));
    }

    private static boolean leadsTo(Function function, int from, int to) {
        int at = from;
        for (int steps = 0; steps <= function.blocks().size(); steps++) {
            if (at == to) {
                return true;
            }
            BasicBlock block = function.blocks().get(at);
            if (!(block.terminator() instanceof Jump jump) || hasCode(block)) {
                return false;
            }
            if (jump.target() == to && startsAnew(function.blocks().get(to), at)) {
                return false;
            }
            at = jump.target();
        }
        return true;
    }

    /**
     * Whether a value starts at a constant each time that the loop is entered from that block: the register that holds it
     * has another value by then, so something must be executed in between.
     */
    private static boolean startsAnew(BasicBlock header, int from) {
        return header.instructions().stream()
                .filter(Phi.class::isInstance)
                .map(Phi.class::cast)
                .anyMatch(phi -> phi.incoming().stream()
                                .anyMatch(in -> in.block() == from && in.value() instanceof IntegerConstant)
                        && phi.incoming().stream()
                                .allMatch(in -> in.block() == from || !(in.value() instanceof Constant)));
    }

    /** Whether something in the block must become code there: everything else may be folded into its users. */
    private static boolean hasCode(BasicBlock block) {
        List<Instruction> instructions = block.instructions();
        return instructions.stream()
                .anyMatch(instruction -> instruction instanceof Store
                        || (instruction instanceof CallInstruction call
                                && !(call.call().callee() instanceof GlobalReference callee
                                        && callee.symbol().startsWith("llvm."))));
    }
}
