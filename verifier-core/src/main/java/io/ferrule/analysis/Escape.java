package io.ferrule.analysis;

import io.ferrule.graph.CallSite;
import java.util.Optional;

/**
 * A way on which the address of a function leaves the program.
 *
 * @param function the function
 * @param through the function or global through which it leaves
 * @param site the call that hands it to an external function, where it is one
 * @param argument the number of the argument at {@code site}, or -1
 */
public record Escape(String function, String through, Optional<CallSite> site, int argument) {}
