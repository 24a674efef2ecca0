package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.policy.Context;
import io.ferrule.policy.LockKind;
import io.ferrule.state.StateEvent.AtCall;

/**
 * A lock is held in a certain state from here on.
 *
 * @param waits whether it is waited for
 * @param event the call that takes it, or that lets interrupts in while it is held
 */
public record LockUse(Root root, Lock lock, LockKind kind, boolean waits, AtCall event) {

    /** Whether an interrupt handler, or a softirq where {@code soft}, waits for the lock. */
    public boolean isInInterrupt(boolean soft) {
        Context context = root.context();
        return waits && (soft ? context == Context.SOFTIRQ : Context.HARDIRQ.within(context));
    }

    /** Whether such a handler may certainly come while the lock is held. */
    public boolean isInterruptible(boolean soft) {
        return mayBeInterruptible(soft) && event.state().irq() == Irq.ON;
    }

    /** Whether such a handler may come while the lock is held, as far as is known. */
    public boolean mayBeInterruptible(boolean soft) {
        Context latest = soft ? Context.RCU_READ : Context.SOFTIRQ;
        boolean anywhere = !root.contextKnown();
        return (anywhere || (root.context().within(latest) && event.state().irq() != Irq.OFF))
                && (!soft || event.state().bh() <= 0);
    }

    /** Whether it is known that the path can be taken, and in which context. */
    public boolean isSure() {
        return root.contextKnown() && event.state().sure() && !lock.address().base().isOpaque();
    }
}
