package io.ferrule.evidence;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Span;
import io.ferrule.mir.Terminator;
import io.ferrule.program.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a body that makes a guard.
 *
 * @param call the call that makes it; empty where it is built in place, of what was taken by hand
 * @param step the call, or the assignment
 * @param at the whole expression
 * @param foreign whether the expression stands outside of the lines of the body, as what a macro makes
 * @param inner the calls within it, which make something else
 * @param bodies the bodies of the crate that it is made in, if they are known; empty where a function of another crate makes it
 * @param given whether the call is only given what makes it, and returns none
 * @param always whether what it yields is a guard, and not perhaps none
 * @param guard the name of the type of the guard
 * @param maker what makes it, as the dump prints that
 * @param open whether that may depend on a type parameter of the body, and so be another function in each instance
 * @param life how long the guard may be alive
 * @param certain the steps before which it is, of those that run only if this one did
 * @param earlier the blocks from which a path leads to a guard that is built in place
 */
record Meant(
        MirBody body,
        Code code,
        Optional<Terminator.Call> call,
        Step step,
        Span at,
        boolean foreign,
        List<Span> inner,
        List<MirBody> bodies,
        boolean given,
        boolean always,
        String guard,
        String maker,
        boolean open,
        Life life,
        Set<Step> certain,
        Set<Integer> earlier) {

    Meant {
        inner = List.copyOf(inner);
        bodies = List.copyOf(bodies);
        certain = Set.copyOf(certain);
        earlier = Set.copyOf(earlier);
    }

    /** Whether a place of the body lies where the guard is made. */
    boolean has(SourceLocation place) {
        return at.has(place) && inner.stream().noneMatch(span -> span.has(place));
    }

    /** Whether it is built in place. */
    boolean isBuilt() {
        return call.isEmpty();
    }
}
