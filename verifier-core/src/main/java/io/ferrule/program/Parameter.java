package io.ferrule.program;

/** A parameter of a function; the n-th is the local n of its body. */
public record Parameter(Type type, AttributeSet attributes) {}
