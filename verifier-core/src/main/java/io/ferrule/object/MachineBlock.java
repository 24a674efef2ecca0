package io.ferrule.object;

import java.util.List;
import java.util.Optional;

/**
 * Instructions that are executed one after the other: nothing jumps into their midst, and only the last one calls or
 * goes elsewhere.
 *
 * @param start offset in the section
 * @param end offset behind its last instruction
 * @param instructions how many there are
 * @param repeated how many of them have a {@code rep} prefix, which repeats an instruction as often as a register says
 * @param successors the numbers of the blocks of this function that control goes to next, sorted; the block behind a
 *     call among them, whether or not the called function returns
 * @param call the call or jump out of the function that ends it
 * @param stack what its instructions do to the stack pointer, in order
 * @param padding whether it holds nothing but instructions without effect and traps
 */
public record MachineBlock(
        long start,
        long end,
        int instructions,
        int repeated,
        List<Integer> successors,
        Optional<MachineCall> call,
        List<StackStep> stack,
        boolean padding) {
    public MachineBlock {
        successors = List.copyOf(successors);
        stack = List.copyOf(stack);
    }

    /** A block that repeats nothing. */
    public MachineBlock(
            long start,
            long end,
            int instructions,
            List<Integer> successors,
            Optional<MachineCall> call,
            List<StackStep> stack,
            boolean padding) {
        this(start, end, instructions, 0, successors, call, stack, padding);
    }
}
