package io.ferrule.policy;

/**
 * A function may sleep when a flag is set in one of its arguments, as an allocator may with {@code __GFP_DIRECT_RECLAIM}.
 *
 * @param argument index of the argument, from 0
 * @param anyBit a mask, not zero: if any of its bits is set in the argument, the function may sleep
 */
public record SleepCondition(int argument, long anyBit) {
    public SleepCondition {
        Bounds.requireArgument(argument);
        if (anyBit == 0) {
            throw new IllegalArgumentException("a mask of no bits never holds");
        }
    }

    /** Whether the function may sleep when the argument has this value. */
    public boolean holdsFor(long value) {
        return (value & anyBit) != 0;
    }
}
