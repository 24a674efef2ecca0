package io.ferrule.object;

/**
 * A section.
 *
 * @param size in bytes
 * @param loaded whether it is part of the program in memory
 */
public record Section(int index, String name, long size, boolean loaded, boolean executable, boolean writable) {}
