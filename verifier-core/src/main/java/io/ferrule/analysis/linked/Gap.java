package io.ferrule.analysis.linked;

import io.ferrule.graph.CallSite;
import java.util.Optional;

/**
 * Why something is not known.
 *
 * @param function the function that it is about; empty for the object as a whole
 * @param message one sentence
 * @param site the call that it is about
 */
public record Gap(String function, String message, Optional<CallSite> site, Optional<String> help) {

    /** A gap without a place. */
    public static Gap of(String function, String message) {
        return new Gap(function, message, Optional.empty(), Optional.empty());
    }

    /** That function calls a pointer, and not all that it may point to is known. */
    public static Gap openCall(String function, CallSite site) {
        return new Gap(
                function,
                "calls a function pointer that may come from outside of the module",
                Optional.of(site),
                Optional.empty());
    }
}
