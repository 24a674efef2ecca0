package io.ferrule.evidence;

/**
 * A step of a MIR body.
 *
 * @param block the number of its block
 * @param index of a statement in its block; the number behind the last one is the terminator
 */
record Step(int block, int index) {}
