package io.ferrule.mir;

import java.util.Optional;

/**
 * A lexical scope. Scope 0, the outermost, is not listed.
 *
 * @param number by which {@link SourceInfo} names it
 * @param parent the number of the scope around it
 * @param inlined set where this is the body of a function that was inlined
 */
public record Scope(int number, int parent, Optional<InlinedCall> inlined) {

    /**
     * A call that was replaced by what it calls.
     *
     * @param trackCaller whether the function asks where it was called
     * @param callSite {@link Span#NONE} without spans
     */
    public record InlinedCall(MirInstance callee, boolean trackCaller, Span callSite) {}
}
