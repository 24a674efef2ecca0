package io.ferrule.analysis;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.Callback;
import java.util.Optional;

/**
 * A way on which the address of a function leaves the program.
 *
 * @param function the function
 * @param through the function or global through which it leaves
 * @param site the call that hands it to an external function, where it is one
 * @param argument the number of the argument at {@code site}, or -1
 * @param table the constant whose address is that argument, where the function is only in there
 */
public record Escape(String function, String through, Optional<CallSite> site, int argument, Optional<String> table) {

    /** Whether a callback of a function that takes the address speaks of it, or of the table that it is in. */
    public boolean isMeantBy(Callback callback) {
        return callback.argument() == argument && callback.method().isPresent() == table.isPresent();
    }
}
