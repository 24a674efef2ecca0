package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.LockKind;
import java.util.Objects;

/**
 * A lock that is held on a path.
 *
 * @param taken where it was taken; of no account for equality, so that paths that took the same lock in two places can
 *     become one
 */
public record HeldLock(Lock lock, LockKind kind, Place taken) {

    /** A call, and the calls that led there. */
    public record Place(Activation activation, CallSite site, String target) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldLock held && lock.equals(held.lock) && kind == held.kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lock, kind);
    }
}
