package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.LockKind;
import java.util.Objects;

/**
 * A lock that is held on a path.
 *
 * @param taken where it was taken; of no account for equality, so that paths that took the same lock in two places can
 *     become one
 * @param once whether it is held by a call of what is called at most once: nobody knows whether that was not done long ago
 */
public record HeldLock(Lock lock, LockKind kind, Place taken, boolean once) {

    /** A lock that was taken by a call, and is held until another one gives it back. */
    public HeldLock(Lock lock, LockKind kind, Place taken) {
        this(lock, kind, taken, false);
    }

    /** A call, and the calls that led there. */
    public record Place(Activation activation, CallSite site, String target) {}

    /**
     * Whether who holds the lock like this may have to wait for ever when they take it in that way.
     *
     * @param recursive whether a reader does not wait for writers who wait: see {@link LockState#readsRecursively}
     */
    public boolean conflictsWith(LockKind other, boolean recursive) {
        boolean nest = (recursive && kind == LockKind.RW_READ && other == LockKind.RW_READ)
                || other == LockKind.SRCU_READ
                || other == LockKind.WW_MUTEX;
        return family(kind) == family(other) && !nest;
    }

    /** One kind for all ways to take locks of one type. */
    static LockKind family(LockKind kind) {
        return switch (kind) {
            case SPIN, RAW_SPIN -> LockKind.SPIN;
            case RW_READ, RW_WRITE -> LockKind.RW_WRITE;
            case RWSEM_READ, RWSEM_WRITE -> LockKind.RWSEM_WRITE;
            case PERCPU_RWSEM_READ, PERCPU_RWSEM_WRITE -> LockKind.PERCPU_RWSEM_WRITE;
            case SRCU_READ, SRCU_WRITE -> LockKind.SRCU_WRITE;
            default -> kind;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldLock held && lock.equals(held.lock) && kind == held.kind && once == held.once;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lock, kind, once);
    }
}
