package io.ferrule.mir;

/** One step from a place to another. */
public sealed interface Projection {

    /** {@code (*p)}. */
    Projection DEREFERENCE = new Dereference();

    /** {@code (*p)}. */
    record Dereference() implements Projection {}

    /** {@code (p.0: T)}: a field by its number, with its type. */
    record Field(int number, MirType type) implements Projection {}

    /** {@code (p as Variant)}; {@code variant#2} where it has no name. */
    record Downcast(String variant) implements Projection {}

    /** {@code unwrap_binder!(p; T)}: the value in an unsafe binder. */
    record UnwrapBinder(MirType type) implements Projection {}

    /** {@code p[_2]}. */
    record Index(int local) implements Projection {}

    /** {@code p[1 of 3]}, {@code p[-1 of 3]}: an element from the beginning, or from the end, of at least so many. */
    record ConstantIndex(long offset, long minimumLength, boolean fromEnd) implements Projection {}

    /** {@code p[1..3]}, or {@code p[1:-3]} where {@code to} counts from the end. */
    record Subslice(long from, long to, boolean fromEnd) implements Projection {}
}
