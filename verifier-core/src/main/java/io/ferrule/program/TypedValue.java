package io.ferrule.program;

/** A value with the type that is written before it. */
public record TypedValue(Type type, Value value) {}
