package io.ferrule.analysis;

import io.ferrule.program.BasicBlock;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the stack slot that a pointer is counted from, where it certainly is one. */
final class StackSlots {

    /** Longer chains of instructions are not followed. */
    private static final int DEEPEST = 32;

    private final Map<String, Map<Integer, Instruction>> definitions = new HashMap<>();

    /** The local that is the pointer to the slot. */
    Optional<Integer> of(Function function, Value pointer) {
        Map<Integer, Instruction> defined = definitions.computeIfAbsent(function.symbol(), s -> definitions(function));
        Value next = pointer;
        for (int depth = 0; depth < DEEPEST && next instanceof Local local; depth++) {
            Instruction definition = defined.get(local.index());
            if (definition instanceof Alloca) {
                return Optional.of(local.index());
            }
            if (definition instanceof ElementPointer element) {
                next = element.base().value();
            } else if (definition instanceof Cast cast && cast.opcode() == Opcode.BITCAST) {
                next = cast.operand().value();
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Map<Integer, Instruction> definitions(Function function) {
        Map<Integer, Instruction> found = new HashMap<>();
        for (BasicBlock block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                if (instruction.header().result() != Header.NO_RESULT) {
                    found.put(instruction.header().result(), instruction);
                }
            }
        }
        return found;
    }
}
