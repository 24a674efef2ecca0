package io.ferrule.loop;

/** The path that is being walked cannot be taken. Caught where the next one is chosen. */
final class Infeasible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Infeasible() {
        super("", null, false, false);
    }
}
