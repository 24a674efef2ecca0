package io.ferrule.mir;

/** A step of a block that goes on to the next. */
public sealed interface Statement {

    /** Where it stands in the source. */
    SourceInfo at();

    /** {@code p = ..}. */
    record Assign(Place place, Rvalue value, SourceInfo at) implements Statement {}

    /** {@code discriminant(p) = 1}. */
    record SetDiscriminant(Place place, long variant, SourceInfo at) implements Statement {}

    /** The local gets its memory. */
    record StorageLive(int local, SourceInfo at) implements Statement {}

    /** The local loses its memory. */
    record StorageDead(int local, SourceInfo at) implements Statement {}

    /** Something about a place that only the borrow checker or an interpreter heeds. */
    record Mark(MarkKind kind, String detail, Place place, SourceInfo at) implements Statement {}

    /** The kinds of {@link Mark}. */
    enum MarkKind {
        DEINIT,
        DROP_HINT,
        FAKE_READ,
        PLACE_MENTION,
        RETAG
    }

    /** The condition holds, or behaviour is undefined. */
    record Assume(Operand condition, SourceInfo at) implements Statement {}

    /** Copies {@code count} elements between places that do not overlap. */
    record CopyNonOverlapping(Operand destination, Operand source, Operand count, SourceInfo at) implements Statement {}

    /** Counts steps of evaluation at compile time. */
    record ConstEvalCounter(SourceInfo at) implements Statement {}

    /** Counts how often a place of the source is reached: {@code Coverage::VirtualCounter(bcb0)}. */
    record Coverage(String counter, SourceInfo at) implements Statement {}

    /** Nothing. */
    record Nop(SourceInfo at) implements Statement {}
}
