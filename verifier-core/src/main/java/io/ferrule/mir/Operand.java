package io.ferrule.mir;

/** What an operation takes. */
public sealed interface Operand {

    /** The value of a place, which stays good. */
    record Copy(Place place) implements Operand {}

    /** The value of a place, which is not used again before it is written. */
    record Move(Place place) implements Operand {}

    /** A constant. */
    record Constant(MirConstant value) implements Operand {}

    /** A function, or a question to the build such as {@code UbChecks}: both are printed as a bare path. */
    record Item(MirPath path) implements Operand {}
}
