package io.ferrule.object;

/**
 * Some bytes of a section.
 *
 * @param section the index of the section
 * @param start offset of the first byte
 * @param end offset behind the last byte
 */
public record CodeRange(int section, long start, long end) {}
