package io.ferrule.program;

import java.util.List;

/**
 * A basic block: instructions of which the last, and only the last, is a {@link Terminator}.
 *
 * @param instructions at least one
 */
public record BasicBlock(List<Instruction> instructions, List<DebugRecord> debugRecords) {

    public BasicBlock {
        instructions = List.copyOf(instructions);
        debugRecords = List.copyOf(debugRecords);
        if (instructions.isEmpty()) {
            throw new IllegalArgumentException("a basic block has at least its terminator");
        }
        for (int i = 0; i < instructions.size(); i++) {
            boolean last = i == instructions.size() - 1;
            if (instructions.get(i) instanceof Terminator != last) {
                throw new IllegalArgumentException(
                        "instruction " + i + " is out of place: a terminator ends the block");
            }
        }
    }

    /** The last instruction. */
    public Terminator terminator() {
        return (Terminator) instructions.get(instructions.size() - 1);
    }
}
