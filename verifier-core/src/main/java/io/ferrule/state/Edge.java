package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockKind;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Acquired;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lock is held while another one is waited for.
 *
 * @param held the lock that is held
 * @param event the call that waits
 * @param gates the other locks that nobody else can hold meanwhile, wherever this happens
 */
public record Edge(Root root, HeldLock held, Acquired event, Set<Address> gates) {

    public Edge {
        gates = Set.copyOf(gates);
    }

    /** What edges are told apart by. */
    record Key(LockClass from, boolean shared, LockClass to, boolean recursive, boolean sure) {}

    static Edge of(Root root, HeldLock held, Acquired event) {
        Set<Address> gates = event.state().held().stream()
                .filter(other -> !other.kind().shared() && !other.equals(held))
                .map(other -> other.lock().address())
                .filter(address -> !address.base().isOpaque())
                .collect(Collectors.toSet());
        return new Edge(root, held, event, gates);
    }

    /** One edge for both places: the first one, with the gates that are closed at both. */
    static Edge or(Edge one, Edge other) {
        Set<Address> both = new HashSet<>(one.gates);
        both.retainAll(other.gates);
        Edge shown = one.gates.size() <= other.gates.size() ? one : other;
        return new Edge(shown.root, shown.held, shown.event, both);
    }

    Key key() {
        return new Key(from(), held.kind().shared(), to(), isRecursiveRead(), isSure());
    }

    /** The class of the lock that is held. */
    public LockClass from() {
        return LockClass.of(held.lock());
    }

    /** The class of the lock that is waited for. */
    public LockClass to() {
        return LockClass.of(event.lock());
    }

    private boolean isRecursiveRead() {
        return event.kind() == LockKind.RW_READ && event.state().readsRecursively();
    }

    /** Whether the path can be taken, and both locks are certain. */
    public boolean isSure() {
        return isTaken() && from().isOneLock() && to().isOneLock();
    }

    /** Whether one of the two is no lock, but the run of a callback. */
    public boolean isOfRun() {
        return held.kind().isRun() || event.kind().isRun();
    }

    /** Whether the path can be taken, whichever the locks are. */
    public boolean isTaken() {
        return root.contextKnown() && event.state().sure();
    }

    /** Whether who waits here waits for one who is at the other edge: its lock is that one, and they exclude each other. */
    public Same meets(Edge next) {
        boolean shared = isRecursiveRead() && next.held.kind() == LockKind.RW_READ;
        boolean alike = HeldLock.family(event.kind()) == HeldLock.family(next.held.kind());
        return shared || !alike ? Same.NO : LockClass.same(event.lock(), next.held.lock());
    }
}
