package io.ferrule.state;

import io.ferrule.policy.Context;
import io.ferrule.policy.Section;
import io.ferrule.state.HeldLock.Place;
import io.ferrule.state.Lock.Same;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of a processor on a path, counted from the start of a root.
 *
 * @param root the context in which the root runs
 * @param irq whether interrupts come
 * @param bh how many levels bottom halves were switched off; below zero where they were switched on too often
 * @param preempt the same for preemption, the levels of spinning locks not counted
 * @param rcu how many read-side critical sections were entered
 * @param held the locks, in the order in which they were taken
 * @param resources what else must be given back, in the order in which it was handed out
 * @param saved the calls that saved interrupt flags which were not restored since, the last one last
 * @param sure whether the path went through no call that may as well have gone elsewhere, nor is in one
 * @param lastChange where interrupts, bottom halves, preemption or RCU were changed last; of no account for equality
 */
public record LockState(
        Context root,
        Irq irq,
        int bh,
        int preempt,
        int rcu,
        List<HeldLock> held,
        List<HeldResource> resources,
        List<Base> saved,
        boolean sure,
        Optional<Place> lastChange) {

    public LockState {
        held = List.copyOf(held);
        resources = List.copyOf(resources);
        saved = List.copyOf(saved);
    }

    /**
     * Whether the path can be taken, as far as calls tell. While something is called that is called at most once that is not
     * known: someone else may have been the first, on this very path or before it.
     */
    @Override
    public boolean sure() {
        return sure && held.stream().noneMatch(HeldLock::once);
    }

    /** The state in which a root starts. */
    public static LockState atStart(Context context, boolean sure) {
        Irq irq = context.within(Context.SOFTIRQ) ? Irq.ON : Irq.OFF;
        return new LockState(context, irq, 0, 0, 0, List.of(), List.of(), List.of(), sure, Optional.empty());
    }

    /** The most restrictive context that is certain. */
    public Context context() {
        return context(irq == Irq.OFF);
    }

    /** The most restrictive context that is possible. */
    public Context possibleContext() {
        return context(irq != Irq.ON);
    }

    private Context context(boolean off) {
        Context context = root;
        if (off) {
            context = context.and(Context.HARDIRQ);
        }
        if (bh > 0) {
            context = context.and(Context.SOFTIRQ);
        }
        if (rcu > 0) {
            context = context.and(Context.RCU_READ);
        }
        boolean spinning = held.stream().anyMatch(lock -> lock.kind().spinning());
        return preempt > 0 || spinning ? context.and(Context.PREEMPT_OFF) : context;
    }

    /**
     * Whether a reader of an {@code rwlock_t} passes by writers who wait: in interrupts alone, bottom halves off included
     * ({@code read_lock_is_recursive()} in {@code kernel/locking/lockdep.c}).
     */
    public boolean readsRecursively() {
        return Context.SOFTIRQ.within(root) || bh > 0;
    }

    /** Whether interrupts, bottom halves, preemption or RCU are otherwise than where the root begins. */
    public boolean isSwitched() {
        return bh != 0 || preempt != 0 || rcu != 0 || irq != atStart(root, true).irq();
    }

    /** Whether such a section is open, for certain. */
    public boolean isCertainlyIn(Section section) {
        return switch (section) {
            case IRQ_OFF -> irq == Irq.OFF;
            case BH_OFF -> Context.SOFTIRQ.within(context());
            case PREEMPT_OFF ->
                preempt > 0
                        || root == Context.PREEMPT_OFF
                        || spinning().isPresent()
                        || Context.SOFTIRQ.within(context());
            case RCU_READ -> rcu > 0 || root == Context.RCU_READ;
            case LOCK -> !held.isEmpty();
        };
    }

    /** Whether such a section may be open. */
    public boolean mayBeIn(Section section) {
        return isCertainlyIn(section) || (irq == Irq.EITHER && section != Section.RCU_READ && section != Section.LOCK);
    }

    /** Whether there is something to give back or to switch on. */
    public boolean owes() {
        return !held.isEmpty() || !saved.isEmpty() || bh > 0 || preempt > 0 || rcu > 0;
    }

    /** The held lock that is atomic, and was taken last. */
    public Optional<HeldLock> spinning() {
        return held.stream().filter(lock -> lock.kind().spinning()).reduce((first, second) -> second);
    }

    LockState withIrq(Irq value) {
        return new LockState(root, value, bh, preempt, rcu, held, resources, saved, sure, lastChange);
    }

    LockState withCounts(int bhLevels, int preemptLevels, int rcuLevels) {
        return new LockState(root, irq, bhLevels, preemptLevels, rcuLevels, held, resources, saved, sure, lastChange);
    }

    LockState withHeld(List<HeldLock> locks) {
        return new LockState(root, irq, bh, preempt, rcu, locks, resources, saved, sure, lastChange);
    }

    LockState withSaved(List<Base> flags) {
        return new LockState(root, irq, bh, preempt, rcu, held, resources, flags, sure, lastChange);
    }

    LockState unsure() {
        return sure ? new LockState(root, irq, bh, preempt, rcu, held, resources, saved, false, lastChange) : this;
    }

    LockState changedAt(Place place) {
        return new LockState(root, irq, bh, preempt, rcu, held, resources, saved, sure, Optional.of(place));
    }

    /** The state as who waits for that lock sees it: where what is called once under it takes it anew, that was called. */
    LockState waitingFor(Lock lock) {
        return withHeld(held.stream()
                .map(each -> each.once() && each.lock().sameAs(lock) == Same.YES
                        ? new HeldLock(each.lock(), each.kind(), each.taken())
                        : each)
                .toList());
    }

    /** The state behind what was called once, which may as well not have been called. */
    LockState afterOnce() {
        List<HeldLock> locks = new ArrayList<>(held);
        for (int i = locks.size() - 1; i >= 0; i--) {
            if (locks.get(i).once()) {
                locks.remove(i);
                break;
            }
        }
        return withHeld(locks).unsure();
    }

    /** Whether a panic leaves something behind. Who initialises something once and panics leaves it poisoned, which says so. */
    public boolean owesInPanic() {
        return withHeld(held.stream().filter(lock -> !lock.once()).toList()).owes();
    }

    LockState plus(HeldLock lock) {
        List<HeldLock> locks = new ArrayList<>(held);
        locks.add(lock);
        return withHeld(locks);
    }

    LockState without(HeldLock lock) {
        List<HeldLock> locks = new ArrayList<>(held);
        locks.remove(locks.lastIndexOf(lock));
        return withHeld(locks);
    }

    LockState plus(HeldResource resource) {
        List<HeldResource> all = new ArrayList<>(resources);
        all.add(resource);
        return withResources(all);
    }

    LockState without(HeldResource resource) {
        List<HeldResource> all = new ArrayList<>(resources);
        all.remove(all.lastIndexOf(resource));
        return withResources(all);
    }

    private LockState withResources(List<HeldResource> all) {
        return new LockState(root, irq, bh, preempt, rcu, held, all, saved, sure, lastChange);
    }

    LockState renamed(Renaming names) {
        if (held.isEmpty() && saved.isEmpty() && resources.isEmpty()) {
            return this;
        }
        List<HeldLock> locks = held.stream()
                .map(lock -> new HeldLock(
                        new Lock(
                                lock.lock().address().moved(names),
                                lock.lock().type(),
                                lock.lock().source()),
                        lock.kind(),
                        lock.taken(),
                        lock.once()))
                .toList();
        return new LockState(
                root,
                irq,
                bh,
                preempt,
                rcu,
                locks,
                resources.stream().map(resource -> resource.renamed(names)).toList(),
                saved.stream().map(id -> names.of(id).base()).toList(),
                sure,
                lastChange);
    }

    /** What of the state, root aside, is more restrictive than that context, in words. */
    public List<String> reasons(Context limit) {
        List<String> why = new ArrayList<>();
        if (Context.HARDIRQ.within(limit)) {
            return why;
        }
        if (irq != Irq.ON && root.within(Context.SOFTIRQ)) {
            why.add(irq == Irq.OFF ? "interrupts are off" : "interrupts may be off");
        }
        if (bh > 0 && !Context.SOFTIRQ.within(limit)) {
            why.add("bottom halves are off");
        }
        if (rcu > 0 && !Context.RCU_READ.within(limit)) {
            why.add("an RCU read-side critical section is open");
        }
        if (!Context.PREEMPT_OFF.within(limit)) {
            spinning().ifPresent(lock -> why.add(lock.lock().text() + " is held"));
            if (preempt > 0) {
                why.add("preemption is off");
            }
        }
        return why;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LockState state
                && root == state.root
                && irq == state.irq
                && bh == state.bh
                && preempt == state.preempt
                && rcu == state.rcu
                && sure == state.sure
                && held.equals(state.held)
                && resources.equals(state.resources)
                && saved.equals(state.saved);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root, irq, bh, preempt, rcu, held, resources, saved, sure);
    }
}
