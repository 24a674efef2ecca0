package io.ferrule.loop.bound;

/**
 * How much work is done on loops before they are given up as not proved. All counts are of steps, not of time: the
 * answer is the same on every machine.
 *
 * @param paths ways round a loop
 * @param steps rows of the simplex that are worked out anew for one loop, values that are computed on ways, and constraints that
 *     hold there, in all attempts together
 * @param programSteps the same, for all loops of a program together: it may bring a whole standard library along, and an
 *     answer in hours is none
 */
public record Limits(int paths, long steps, long programSteps) {

    /** What is used unless a request says otherwise. */
    public static final Limits DEFAULT = new Limits(160, 400_000);

    private static final int WHOLE_LOOPS = 100;

    public Limits {
        if (paths < 1 || steps < 1 || programSteps < 1) {
            throw new IllegalArgumentException("a limit of " + paths + " paths and " + steps + " steps proves nothing");
        }
    }

    /** Limits of a loop; those of a program are as of a hundred loops. */
    public Limits(int paths, long steps) {
        this(paths, steps, Math.multiplyExact(steps, WHOLE_LOOPS));
    }

    /** The limits of each of so many loops of a program. */
    public Limits amongLoops(int loops) {
        return new Limits(paths, Math.max(1, Math.min(steps, programSteps / Math.max(1, loops))), programSteps);
    }
}
