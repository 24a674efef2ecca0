package io.ferrule.object;

/**
 * What an instruction does to the stack pointer, or to a register that the stack pointer is set from. The depth is the
 * number of bytes between the stack pointer and where it was when the function was entered; the stack grows down.
 */
public sealed interface StackStep {

    /** The depth changes by that many bytes. */
    record Move(long bytes) implements StackStep {}

    /** The stack pointer is rounded down to a multiple of {@code alignment}, a power of two. */
    record Align(long alignment) implements StackStep {}

    /** The frame pointer takes the depth and {@code bytes} more. */
    record SetFrame(long bytes) implements StackStep {}

    /** The frame pointer takes a value that is not known. */
    record LoseFrame() implements StackStep {}

    /** The depth becomes that of the frame pointer and {@code bytes} more. */
    record FromFrame(long bytes) implements StackStep {}

    /** The limit of a probe loop becomes the depth and {@code bytes} more. */
    record SetLimit(long bytes) implements StackStep {}

    /** The limit of a probe loop moves by that many bytes. */
    record MoveLimit(long bytes) implements StackStep {}

    /** The limit of a probe loop takes a value that is not known. */
    record LoseLimit() implements StackStep {}

    /** The stack pointer is compared with the limit; the jump that follows leaves the loop when they are equal. */
    record CompareLimit() implements StackStep {}

    /** The stack pointer takes a value that is not known. */
    record Unknown() implements StackStep {}
}
