package io.ferrule.mir;

/**
 * A local: the place of the result (number 0), a parameter (1 and up), a variable or a temporary.
 *
 * @param number by which places name it
 * @param mutable whether it is declared {@code mut}; unknown, and false, for parameters
 * @param at its scope; its place in the source if the dump has it, but for parameters
 */
public record Local(int number, boolean mutable, MirType type, SourceInfo at) {}
