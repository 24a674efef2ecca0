package io.ferrule.loop;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The locals that may have to do with which way control goes, or with what functions are given: all that these are computed from (Weiser, "Program slicing", 1981). Sums that a loop only adds up are not among them, and
 * nobody need look at how they overflow.
 */
final class Slice {

    private Slice() {}

    static Set<Integer> of(FunctionModel model) {
        List<Value> open = new ArrayList<>();
        for (BasicBlock block : model.function().blocks()) {
            if (block.terminator() instanceof Branch || block.terminator() instanceof Switch) {
                open.addAll(block.terminator().operands());
            }
            for (Instruction instruction : block.instructions()) {
                if (instruction instanceof CallInstruction call
                        && (Intrinsics.name(call).isEmpty() || !Intrinsics.isFree(call) || isAssumption(call))) {
                    open.addAll(instruction.operands());
                }
            }
        }
        Set<Integer> slice = new HashSet<>();
        while (!open.isEmpty()) {
            Value next = open.remove(open.size() - 1);
            if (next instanceof Value.Local local && slice.add(local.index())) {
                model.definition(local.index()).filter(Slice::isFollowed).ifPresent(i -> open.addAll(i.operands()));
            }
        }
        return Set.copyOf(slice);
    }

    private static boolean isAssumption(CallInstruction call) {
        return Intrinsics.name(call).filter("llvm.assume"::equals).isPresent();
    }

    private static boolean isFollowed(Instruction instruction) {
        boolean unknown = instruction instanceof MemoryInstruction
                || (instruction instanceof CallInstruction call
                        && Intrinsics.name(call).isEmpty());
        return !unknown;
    }
}
