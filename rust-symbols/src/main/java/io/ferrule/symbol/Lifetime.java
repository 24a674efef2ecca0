package io.ferrule.symbol;

/**
 * A lifetime, which has lost its name in mangling (RFC 2603, {@code lifetime}).
 *
 * @param index 0 for an erased lifetime, otherwise a De Bruijn index: 1 is the lifetime bound last by the
 *     innermost enclosing {@code for<..>}; never more than the number of lifetimes bound around it
 */
public record Lifetime(int index) implements GenericArgument {

    /** The lifetime of which the symbol says nothing. */
    public static final Lifetime ERASED = new Lifetime(0);

    /** Whether the symbol says nothing of this lifetime. */
    public boolean isErased() {
        return index == 0;
    }
}
