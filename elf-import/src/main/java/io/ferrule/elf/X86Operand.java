package io.ferrule.elf;

/**
 * What a ModRM byte and its followers say. Registers are numbered as the processor does.
 *
 * @param isRegister whether both operands are registers
 * @param register the operand in the field {@code reg}, which is part of the opcode for some
 * @param base the other register, or the base of an address
 * @param index what is added to the base, scaled
 */
record X86Operand(boolean isRegister, int register, int base, int index, int displacement) {
    static final int STACK_POINTER = 4;
    static final int FRAME_POINTER = 5;
    static final int LIMIT = 11;
    static final int NO_REGISTER = -1;

    /** No ModRM byte. */
    static final X86Operand NONE = new X86Operand(true, NO_REGISTER, NO_REGISTER, NO_REGISTER, 0);

    boolean hasIndex() {
        return index != NO_REGISTER;
    }

    /** Whether it is an address of only a base and a displacement. */
    boolean isPlainAddress(int from) {
        return !isRegister && base == from && !hasIndex();
    }

    boolean names(int other) {
        return register == other || base == other;
    }

    boolean mayLieBelowStack() {
        if (isRegister || (base != STACK_POINTER && base != FRAME_POINTER)) {
            return false;
        }
        return base == FRAME_POINTER || hasIndex() || displacement < 0;
    }
}
