package io.ferrule.loop.walk;

/** The work on one loop has become more than it is worth. Caught where the loop is given up. */
public final class OutOfBudget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For that reason, which a person reads. */
    public OutOfBudget(String reason) {
        super(reason, null, false, false);
    }
}
