package io.ferrule.state;

import io.ferrule.policy.Context;
import java.util.ArrayList;
import java.util.List;
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
 * @param saved the calls that saved interrupt flags which were not restored since, the last one last
 * @param sure whether the path went through no call that may as well have gone elsewhere
 */
public record LockState(
        Context root, Irq irq, int bh, int preempt, int rcu, List<HeldLock> held, List<Base> saved, boolean sure) {

    public LockState {
        held = List.copyOf(held);
        saved = List.copyOf(saved);
    }

    /** The state in which a root starts. */
    public static LockState atStart(Context context, boolean sure) {
        Irq irq = context.within(Context.SOFTIRQ) ? Irq.ON : Irq.OFF;
        return new LockState(context, irq, 0, 0, 0, List.of(), List.of(), sure);
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

    /** The held lock that is atomic, and was taken last. */
    public Optional<HeldLock> spinning() {
        return held.stream().filter(lock -> lock.kind().spinning()).reduce((first, second) -> second);
    }

    LockState withIrq(Irq value) {
        return new LockState(root, value, bh, preempt, rcu, held, saved, sure);
    }

    LockState withCounts(int bhLevels, int preemptLevels, int rcuLevels) {
        return new LockState(root, irq, bhLevels, preemptLevels, rcuLevels, held, saved, sure);
    }

    LockState withHeld(List<HeldLock> locks) {
        return new LockState(root, irq, bh, preempt, rcu, locks, saved, sure);
    }

    LockState withSaved(List<Base> flags) {
        return new LockState(root, irq, bh, preempt, rcu, held, flags, sure);
    }

    LockState unsure() {
        return sure ? new LockState(root, irq, bh, preempt, rcu, held, saved, false) : this;
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

    LockState renamed(Renaming names) {
        if (held.isEmpty() && saved.isEmpty()) {
            return this;
        }
        List<HeldLock> locks = held.stream()
                .map(lock -> new HeldLock(
                        new Lock(lock.lock().address().moved(names), lock.lock().type()), lock.kind(), lock.taken()))
                .toList();
        return new LockState(
                root,
                irq,
                bh,
                preempt,
                rcu,
                locks,
                saved.stream().map(id -> names.of(id).base()).toList(),
                sure);
    }

    /** Why code here is atomic, in words; empty in process context. */
    public List<String> reasons() {
        List<String> why = new ArrayList<>();
        spinning().ifPresent(lock -> why.add(lock.lock().text() + " is held"));
        if (irq == Irq.OFF && root.within(Context.SOFTIRQ)) {
            why.add("interrupts are off");
        } else if (irq == Irq.EITHER) {
            why.add("interrupts may be off");
        }
        if (bh > 0) {
            why.add("bottom halves are off");
        }
        if (preempt > 0) {
            why.add("preemption is off");
        }
        if (rcu > 0) {
            why.add("an RCU read-side critical section is open");
        }
        return why;
    }
}
