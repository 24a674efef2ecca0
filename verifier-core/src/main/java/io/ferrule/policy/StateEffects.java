package io.ferrule.policy;

import java.util.Optional;

/**
 * What a function changes in the state of its processor when it returns.
 *
 * @param irq interrupts; off and on do not nest
 * @param bh bottom halves; off and on nest
 * @param preempt preemption; off and on nest
 * @param rcu the RCU read-side critical section; lock and unlock nest
 */
public record StateEffects(Optional<Irq> irq, Optional<Toggle> bh, Optional<Toggle> preempt, Optional<Rcu> rcu) {
    /** No change. */
    public static final StateEffects NONE =
            new StateEffects(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What happens to interrupts. */
    public enum Irq {
        /** They are off afterwards. */
        OFF,
        /** They are on afterwards. */
        ON,
        /** They are off afterwards; the result is the state before. */
        SAVE,
        /** They are again as they were when the last argument was saved. */
        RESTORE
    }

    /** What happens to a nesting count. */
    public enum Toggle {
        /** One level more is off. */
        OFF,
        /** One level less is off. */
        ON
    }

    /** What happens to the read-side critical section. */
    public enum Rcu {
        /** One level is entered. */
        LOCK,
        /** One level is left. */
        UNLOCK
    }

    /** Whether nothing changes. */
    public boolean none() {
        return equals(NONE);
    }

    /** Whether code after the function is atomic because of it. */
    public boolean entersAtomic() {
        return irq.filter(e -> e == Irq.OFF || e == Irq.SAVE).isPresent()
                || bh.filter(e -> e == Toggle.OFF).isPresent()
                || preempt.filter(e -> e == Toggle.OFF).isPresent()
                || rcu.filter(e -> e == Rcu.LOCK).isPresent();
    }
}
