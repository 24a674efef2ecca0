package io.ferrule.symbol;

/** One argument between the angle brackets of a path: a lifetime, a type or a constant. */
public sealed interface GenericArgument permits Lifetime, RustType, RustConst {}
