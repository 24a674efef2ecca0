package io.ferrule.evidence;

import java.util.Set;

/**
 * How long a guard may be alive that a step of a body makes.
 *
 * @param alive the steps of the body before which it may be
 * @param returned whether the body may return it
 * @param stored whether it may come behind a reference, and so outlive the body without being returned
 */
record Life(Set<Step> alive, boolean returned, boolean stored) {

    Life {
        alive = Set.copyOf(alive);
    }

    /** Whether it may outlive the body. */
    boolean leaves() {
        return returned || stored;
    }
}
