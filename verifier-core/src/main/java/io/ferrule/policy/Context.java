package io.ferrule.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * An execution context of the kernel, ordered from the one that allows most to the one that allows least.
 *
 * <p>A function's contract names the most restrictive context in which it may be called; it may then also be called in
 * every context that comes before it in this order. Only {@link #PROCESS} may sleep.
 */
public enum Context {
    /** Task context with interrupts, bottom halves and preemption on: sleeping is allowed. */
    PROCESS("process"),
    /** Task context with preemption off, or a spinning lock held. */
    PREEMPT_OFF("preempt-off"),
    /** Inside an RCU read-side critical section. */
    RCU_READ("rcu-read"),
    /** A softirq handler (timer, network receive, tasklet), or bottom halves off. */
    SOFTIRQ("softirq"),
    /** A hard interrupt handler, or interrupts off. */
    HARDIRQ("hardirq"),
    /** A non-maskable interrupt: not even a spin lock may be waited for. */
    NMI("nmi");

    private final String text;

    Context(String text) {
        this.text = text;
    }

    /** The name used in policies and in output, such as {@code preempt-off}. */
    public String text() {
        return text;
    }

    /** Whether code that runs in this context may sleep. */
    public boolean maySleep() {
        return this == PROCESS;
    }

    /** Whether a function that may be called up to {@code limit} may be called in this context. */
    public boolean within(Context limit) {
        return compareTo(limit) <= 0;
    }

    /** The more restrictive of the two contexts. */
    public Context and(Context other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The context with this name or alias ({@code may-sleep} for process, {@code any} for nmi). */
    public static Optional<Context> of(String name) {
        return switch (name) {
            case "may-sleep" -> Optional.of(PROCESS);
            case "any" -> Optional.of(NMI);
            default -> Arrays.stream(values()).filter(c -> c.text.equals(name)).findFirst();
        };
    }
}
