package io.ferrule.loop.argument;

import io.ferrule.loop.walk.Situation;
import java.util.Optional;

/** Why a loop ends: an argument that is checked without search. */
public interface Termination {

    /** The bound that the argument proves in that situation; empty where it does not hold. */
    Optional<TripCount> check(Situation situation);

    /** Whether {@link #check} looks at the ways round the loop. */
    default boolean needsRounds() {
        return true;
    }

    /** Its name for a person. */
    String name();
}
