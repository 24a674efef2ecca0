package io.ferrule.state;

/** For what a body is followed. */
enum Manner {
    /** For all that happens there. */
    EVENTS,
    /**
     * For what it does to memory and what it returns: a contract says everything else, and no branch in it is in doubt, since
     * nobody refutes anything by it.
     */
    MEMORY,
    /** The same, and paths that know different things stay apart: whether a lock is held depends on what they leave. */
    WAYS;

    boolean isQuiet() {
        return this != EVENTS;
    }
}
