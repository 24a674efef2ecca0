package io.ferrule.object;

/**
 * A place that the linker or loader fills in.
 *
 * @param section the index of the section that it changes
 * @param offset in that section
 * @param type its number, which means something per machine
 * @param symbol the index of the symbol that it refers to
 */
public record Relocation(int section, long offset, int type, int symbol, long addend) {}
