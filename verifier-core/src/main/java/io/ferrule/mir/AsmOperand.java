package io.ferrule.mir;

import java.util.Optional;

/** What inline assembly reads, writes or names. */
public sealed interface AsmOperand {

    /**
     * A register.
     *
     * @param direction as printed: in, out, lateout, inout or inlateout
     * @param register a class, or a register in quotes
     * @param input what it holds before; empty if it is only written
     * @param output empty where the value is discarded
     */
    record Register(String direction, String register, Optional<Operand> input, Optional<Place> output)
            implements AsmOperand {}

    /** A constant. */
    record Constant(MirConstant value) implements AsmOperand {}

    /** {@code sym_fn} or {@code sym_static}; rustc prints a static as {@code DefId(0:8 ~ krate[68e0]::NAME)}. */
    record Symbol(String kind, MirPath path) implements AsmOperand {}

    /** A block to jump to, by its number among the labels. */
    record Label(int number) implements AsmOperand {}
}
