package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Lock.Same;
import java.util.Optional;

/**
 * Locks that are not told apart.
 *
 * @param address where the one lock of the class lies; absent where they are known by pointers alone
 * @param type the Rust type they were taken through, if known
 */
public record LockClass(Optional<Address> address, Optional<String> type) {

    /** The class of a lock. Where the address is known, the type tells nothing more. */
    public static LockClass of(Lock lock) {
        return lock.address().base().isOpaque()
                ? new LockClass(Optional.empty(), lock.type())
                : new LockClass(Optional.of(lock.address()), Optional.empty());
    }

    /** Whether it is one certain lock. */
    public boolean isOneLock() {
        return address.isPresent();
    }

    /** Whether a lock of this class and that lock are one. */
    static Same same(Lock one, Lock other) {
        boolean opaque = one.address().base().isOpaque() && other.address().base().isOpaque();
        Lock mine = opaque ? new Lock(Address.of(Base.Somewhere.SOMEWHERE), one.type()) : one;
        return mine.sameAs(other);
    }
}
