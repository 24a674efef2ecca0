package io.ferrule.state;

/** For what a body is followed. */
enum Manner {
    /** For all that happens there. */
    EVENTS,
    /** The same, with every path on its own, as long as there are few: nothing is forgotten where paths meet. */
    PATHS,
    /**
     * For what it does to memory and what it returns: a contract says everything else. No branch in it is in doubt, since
     * nobody refutes anything by it; and paths that know different things stay apart, since what they leave decides.
     */
    MEMORY;

    boolean isQuiet() {
        return this == MEMORY;
    }
}
