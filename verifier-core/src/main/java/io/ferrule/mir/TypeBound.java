package io.ferrule.mir;

/** What {@code dyn} and {@code impl} types demand. */
public sealed interface TypeBound {

    /** {@code 'a}. */
    record Outlives(String lifetime) implements TypeBound {}

    /**
     * A trait.
     *
     * @param modifier {@code ?}, {@code const}, {@code [const]} or nothing
     * @param trait its path, possibly for all lifetimes; in paths {@code <impl [T]>} any type
     * @param parenthesized whether rustc printed it in brackets, which means nothing
     */
    record Trait(String modifier, MirType trait, boolean parenthesized) implements TypeBound {}
}
