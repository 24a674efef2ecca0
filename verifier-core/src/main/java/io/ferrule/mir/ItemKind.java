package io.ferrule.mir;

/** What an item is. */
public enum ItemKind {
    /** A function, a method, a closure, a coroutine, or a constructor used as a function. */
    FUNCTION,
    /** A constant, or a promoted value. */
    CONST,
    /** A static that is never written. */
    STATIC,
    /** A {@code static mut}. */
    STATIC_MUT,
    /** A constant without a name, such as the length of an array. */
    ANONYMOUS_CONST
}
