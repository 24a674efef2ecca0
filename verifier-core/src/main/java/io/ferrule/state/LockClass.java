package io.ferrule.state;

import io.ferrule.identity.LockSource;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Base.Within;
import io.ferrule.state.Lock.Same;
import java.util.Optional;

/**
 * Locks that are not told apart.
 *
 * @param address where the one lock of the class lies; absent where they are known by pointers alone
 * @param within the global that holds all of them, and where they lie in it, if known
 * @param source what MIR tells of them
 */
public record LockClass(Optional<Address> address, Optional<Within> within, LockSource source) {

    /** The class of a lock. Where the address is known, nothing tells more. */
    public static LockClass of(Lock lock) {
        Base base = lock.address().base();
        Optional<Within> within = base instanceof Within place ? Optional.of(place.nameless()) : Optional.empty();
        return base.isOpaque()
                ? new LockClass(Optional.empty(), within, lock.source())
                : new LockClass(Optional.of(lock.address()), Optional.empty(), LockSource.UNKNOWN);
    }

    /** Whether it is one certain lock. */
    public boolean isOneLock() {
        return address.isPresent();
    }

    /** Whether a lock of this class and that lock are one. */
    static Same same(Lock one, Lock other) {
        boolean opaque =
                one.address().base().isOpaque() && other.address().base().isOpaque();
        Lock mine = opaque ? new Lock(Address.of(anyLike(one.address().base())), one.type(), one.source()) : one;
        return mine.sameAs(other);
    }

    /** What is known of a place on every path, without the name that it has on one. */
    private static Base anyLike(Base base) {
        return base instanceof Within within ? within.nameless() : Base.Somewhere.SOMEWHERE;
    }
}
