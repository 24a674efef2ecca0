package io.ferrule.policy;

import java.util.Arrays;
import java.util.Optional;

/** A stretch of a path in which something is held or off. */
public enum Section {
    /** Interrupts are off. */
    IRQ_OFF("irq-off", "interrupts are not off"),
    /** Bottom halves are off, or interrupts. */
    BH_OFF("bh-off", "bottom halves are not off"),
    /** Preemption is off, or something that keeps it off is. */
    PREEMPT_OFF("preempt-off", "preemption is not off"),
    /** An RCU read-side critical section is open. */
    RCU_READ("rcu-read", "no RCU read-side critical section is open"),
    /** A lock is held. */
    LOCK("lock", "no lock is held");

    private final String text;
    private final String closed;

    Section(String text, String closed) {
        this.text = text;
        this.closed = closed;
    }

    /** The name used in policies. */
    public String text() {
        return text;
    }

    /** How a person is told that it is not open. */
    public String closed() {
        return closed;
    }

    /** The section with this name. */
    public static Optional<Section> of(String name) {
        return Arrays.stream(values())
                .filter(section -> section.text.equals(name))
                .findFirst();
    }
}
