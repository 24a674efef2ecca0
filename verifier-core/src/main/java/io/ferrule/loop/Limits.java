package io.ferrule.loop;

/**
 * How much work is done on loops before they are given up as not proved. All counts are of steps, not of time: the
 * answer is the same on every machine.
 *
 * @param paths ways round a loop
 * @param steps rows of the simplex that are worked out anew for one loop, in all attempts together
 * @param asideSteps the same, for all those loops together that no declared entry point reaches: a program may bring a
 *     whole standard library along, whose functions anybody may call and nobody does
 */
public record Limits(int paths, long steps, long asideSteps) {

    /** What is used unless a request says otherwise. */
    public static final Limits DEFAULT = new Limits(160, 400_000);

    private static final int WHOLE_LOOPS_ASIDE = 50;

    public Limits {
        if (paths < 1 || steps < 1 || asideSteps < 1) {
            throw new IllegalArgumentException("a limit of " + paths + " paths and " + steps + " steps proves nothing");
        }
    }

    /** Limits of a loop; those of loops aside are as of fifty loops. */
    public Limits(int paths, long steps) {
        this(paths, steps, Math.multiplyExact(steps, WHOLE_LOOPS_ASIDE));
    }

    /** The limits of each of so many loops that no declared entry point reaches. */
    Limits aside(int loops) {
        return new Limits(paths, Math.max(1, Math.min(steps, asideSteps / Math.max(1, loops))), asideSteps);
    }
}
