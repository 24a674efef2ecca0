package io.ferrule.loop.walk;

/** The path that is being walked cannot be taken. Caught where the next one is chosen. */
public final class Infeasible extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Infeasible() {
        super("", null, false, false);
    }
}
