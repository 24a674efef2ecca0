package io.ferrule.object;

import java.util.List;
import java.util.Optional;

/**
 * The machine code of one function.
 *
 * @param symbols the names of the place where it starts, at least one; several where functions were merged
 * @param range where it lies
 * @param blocks in the order of their addresses, the entry block first; empty where it could not be decoded
 * @param leafArea the bytes below the stack pointer that it may use without moving it (the red zone of x86-64): more
 *     than 0 only for a function without calls that touches memory through its stack or frame pointer
 * @param problem why it could not be decoded
 */
public record MachineFunction(
        List<String> symbols, CodeRange range, List<MachineBlock> blocks, int leafArea, Optional<String> problem) {
    public MachineFunction {
        symbols = List.copyOf(symbols);
        blocks = List.copyOf(blocks);
    }

    /** How many instructions it has. */
    public int instructions() {
        return blocks.stream().mapToInt(MachineBlock::instructions).sum();
    }
}
