package io.ferrule.loop;

/** The work on one loop has become more than it is worth. Caught where the loop is given up. */
final class OutOfBudget extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutOfBudget(String reason) {
        super(reason, null, false, false);
    }
}
