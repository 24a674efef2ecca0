package io.ferrule.symbol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for the paths of symbols, written as a person writes the path in Rust.
 *
 * <table>
 * <caption>What a pattern matches</caption>
 * <tr><th>Pattern</th><th>Meaning</th></tr>
 * <tr><td>{@code k::sync::CondVar::wait}</td>
 *     <td>this function, or this method of an inherent {@code impl}, whatever the generic arguments of any
 *     segment</td></tr>
 * <tr><td>{@code <k::sync::CondVar>::wait}</td><td>the same</td></tr>
 * <tr><td>{@code k::Mutex<..>::lock}</td><td>any generic arguments, also none: the same as to write none</td></tr>
 * <tr><td>{@code k::Mutex<u32>::lock}</td><td>these generic arguments</td></tr>
 * <tr><td>{@code k::Map<u32, ..>::insert}</td><td>generic arguments which start so</td></tr>
 * <tr><td>{@code core::ptr::drop_in_place::<k::Guard>}</td>
 *     <td>as {@code core::ptr::drop_in_place<k::Guard<..>>}: the {@code ::} before arguments is optional</td></tr>
 * <tr><td>{@code <k::Guard as core::ops::drop::Drop>::drop}</td><td>the method of a trait for a type</td></tr>
 * <tr><td>{@code <_ as core::fmt::Display>::fmt}</td><td>for any type; {@code _} stands for a type or a constant
 *     wherever one can stand</td></tr>
 * <tr><td>{@code core::fmt::*::fmt}</td><td>{@code *} is exactly one segment</td></tr>
 * <tr><td>{@code k::sync::**}</td><td>a last {@code **} is one or more segments</td></tr>
 * <tr><td>{@code k::main::{closure#0}}</td><td>a closure, in the notation of {@link RustSymbol#display()}</td></tr>
 * </table>
 *
 * <p>A symbol holds the paths by which items are <em>defined</em>, and a pattern must name those: not the
 * re-exported {@code core::ops::Drop} but {@code core::ops::drop::Drop}, not {@code alloc::rc::Rc} by its name in
 * {@code std}. Hashes of crates, lifetimes, binders and the place of an {@code impl} block are not compared. Generic
 * arguments equal to their default are not in a symbol, so {@code alloc::vec::Vec<u8>} has one argument.
 *
 * <p>A legacy symbol has in most places the names of type parameters where a v0 symbol has types: its {@code lock} is
 * one of {@code k::Mutex<T>}. A pattern with concrete arguments does not match it, one that leaves them open does.
 *
 * <p>To match takes time linear in the length of the pattern, besides one pass over each symbol.
 */
public final class PathPattern {
    private final String text;
    private final Shape shape;

    private PathPattern(String text, Shape shape) {
        this.text = text;
        this.shape = shape;
    }

    /**
     * Reads a pattern.
     *
     * @throws PathPatternSyntaxException if the text is none, with the offset at which it stops being one
     */
    public static PathPattern parse(String text) {
        return new PathPattern(text, ShapeParser.pattern(Objects.requireNonNull(text)));
    }

    /** Whether the whole path of the symbol is one this pattern describes. */
    public boolean matches(RustSymbol symbol) {
        return shape.matches(symbol.shape());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text this pattern was parsed from. */
    @Override
    public String toString() {
        return text;
    }
}
