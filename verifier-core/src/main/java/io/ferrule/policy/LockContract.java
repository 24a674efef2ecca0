package io.ferrule.policy;

import java.util.Optional;

/**
 * What must not be done with certain locks.
 *
 * @param match the symbols of statics that are, or hold, the locks, or the names that contracts give to locks of the
 *     kernel; or else {@code field}
 * @param field the field that the locks are
 * @param kernelOwned whether the kernel owns the lock, so that an extension may not take it
 * @param acrossBlocking whether the lock may be held while something sleeps
 * @param place where the policy says so
 */
public record LockContract(
        Optional<Pattern> match,
        Optional<FieldPattern> field,
        boolean kernelOwned,
        boolean acrossBlocking,
        Place place) {}
