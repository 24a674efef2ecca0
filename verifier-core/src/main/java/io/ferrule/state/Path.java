package io.ferrule.state;

/** A path, as far as it is told from others: its state, and what is known on it. */
record Path(LockState state, Facts facts) {

    Path in(LockState other) {
        return new Path(other, facts);
    }

    Path copy() {
        return new Path(state, facts.copy());
    }

    /** Gives bases other names, in place. */
    Path renamed(Renaming names) {
        facts.rename(names);
        return in(state.renamed(names));
    }
}
