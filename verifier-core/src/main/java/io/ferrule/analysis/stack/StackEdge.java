package io.ferrule.analysis.stack;

import io.ferrule.graph.CallSite;
import java.util.Optional;

/**
 * A call, as the stack sees it.
 *
 * @param target the node of the callee
 * @param bytes from the place where the stack pointer was when the caller was entered to where it is when the callee is
 * @param certain whether the call is known to be possible: not one of many that only look alike
 * @param site the call of the program that it was made from
 */
record StackEdge(String target, long bytes, boolean certain, Optional<CallSite> site) {}
