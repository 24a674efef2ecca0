package io.ferrule.loop;

/**
 * How much work is done on one loop before it is given up as not proved. All counts are of steps, not of time: the
 * answer is the same on every machine.
 *
 * @param paths ways round the loop
 * @param steps rows of the simplex that are worked out anew, in all attempts together
 */
public record Limits(int paths, long steps) {

    /** What is used unless a request says otherwise. */
    public static final Limits DEFAULT = new Limits(160, 400_000);

    public Limits {
        if (paths < 1 || steps < 1) {
            throw new IllegalArgumentException("a limit of " + paths + " paths and " + steps + " steps proves nothing");
        }
    }
}
