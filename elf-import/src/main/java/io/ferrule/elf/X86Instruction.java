package io.ferrule.elf;

import io.ferrule.object.StackStep;
import java.util.List;

/**
 * What is known of one instruction of x86-64.
 *
 * @param length in bytes, 1 to 15
 * @param operands how far behind its start the displacement and the immediate begin
 * @param displacement of a direct branch: how far behind this instruction it goes
 * @param steps what it does to the stack pointer
 * @param movesByConstant whether the steps depend on its displacement or immediate
 * @param usesFrame whether it forms an address from the stack or frame pointer that may lie below the stack pointer
 * @param fixed whether its operand in memory lies at a place that no register decides
 * @param repeats whether it is a string instruction with a {@code rep} prefix
 */
record X86Instruction(
        int length,
        int operands,
        Kind kind,
        int displacement,
        List<StackStep> steps,
        boolean movesByConstant,
        boolean usesFrame,
        boolean fixed,
        boolean repeats) {

    /** No instruction. */
    static final X86Instruction INVALID =
            new X86Instruction(1, 1, Kind.INVALID, 0, List.of(), false, false, false, false);

    /** Where control goes next. */
    enum Kind {
        /** To the next instruction. */
        PLAIN,
        /** The same, and nothing else happens. */
        NOP,
        /** Nowhere: the processor stops or traps. */
        TRAP,
        RETURN,
        CALL,
        CALL_INDIRECT,
        JUMP,
        JUMP_INDIRECT,
        /** To the target or to the next instruction. */
        BRANCH,
        /** The same; to the target if what was compared before is unequal. */
        BRANCH_UNEQUAL,
        /** Not an instruction, or cut off. */
        INVALID
    }

    boolean isPadding() {
        return kind == Kind.NOP || kind == Kind.TRAP;
    }

    /** Whether a block ends here. */
    boolean endsBlock() {
        return kind != Kind.PLAIN && kind != Kind.NOP;
    }
}
