package io.ferrule.object;

/**
 * What {@code .stack_sizes}, or call frame information, says of the function that starts at a place: the bytes of its
 * frame, registers that it saves included, the return address excluded where a call pushes it.
 *
 * @param section the index of the function's section
 * @param offset of the function in it
 * @param bytes at least 0
 */
public record FrameSize(int section, long offset, long bytes) {}
