package io.ferrule.loop.certificate;

import io.ferrule.loop.walk.OutOfBudget;

/**
 * How much work was done for one loop, by everything that was tried. It counts steps of the simplex and of walks, and not time, so that
 * the same loop is given up at the same place on every machine.
 */
public final class Work {

    private long limit;
    private long done;

    /**
     * No work is done yet.
     *
     * @param limit in steps: a row of the simplex that is worked out anew, a value computed on a way, a constraint on it
     */
    public Work(long limit) {
        this.limit = limit;
    }

    /**
     * So much more is done.
     *
     * @throws OutOfBudget if that is too much
     */
    void add(long amount) {
        done += amount;
        if (isDone()) {
            throw new OutOfBudget("it takes more than " + limit + (limit == 1 ? " step" : " steps")
                    + ", the limit of work on one loop (--loop-steps)");
        }
    }

    /** From now on no more than that is worth while. */
    public void limitTo(long lower) {
        limit = Math.min(limit, lower);
    }

    /** Whether no more may be done. */
    public boolean isDone() {
        return done > limit;
    }
}
