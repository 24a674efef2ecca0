package io.ferrule.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of lock that the kernel knows, on a kernel without PREEMPT_RT; and of {@linkplain CallbackRun callbacks}, which
 * are waited for as if they held one.
 */
public enum LockKind {
    /** {@code spinlock_t}. On this kind of kernel it is the same lock as a raw one. */
    SPIN("spin", true, false),
    /** {@code raw_spinlock_t}. */
    RAW_SPIN("raw-spin", true, false),
    /** {@code rwlock_t} taken for reading; readers may nest. */
    RW_READ("rw-read", true, true),
    /** {@code rwlock_t} taken for writing. */
    RW_WRITE("rw-write", true, false),
    /** {@code struct rw_semaphore} taken for reading; a nested read may deadlock behind a writer. */
    RWSEM_READ("rwsem-read", false, true),
    /** {@code struct rw_semaphore} taken for writing. */
    RWSEM_WRITE("rwsem-write", false, false),
    /** {@code struct mutex}. */
    MUTEX("mutex", false, false),
    /** {@code struct ww_mutex}, taken in any order under one acquire context. */
    WW_MUTEX("ww-mutex", false, false),
    /** {@code struct rt_mutex}. */
    RT_MUTEX("rt-mutex", false, false),
    /** {@code struct semaphore}: it has no owner, and may be released elsewhere. */
    SEMAPHORE("semaphore", false, false),
    /** {@code struct percpu_rw_semaphore} taken for reading. */
    PERCPU_RWSEM_READ("percpu-rwsem-read", false, true),
    /** {@code struct percpu_rw_semaphore} taken for writing. */
    PERCPU_RWSEM_WRITE("percpu-rwsem-write", false, false),
    /** The read side of sleepable RCU: it never waits, may nest, and may be held across a sleep. */
    SRCU_READ("srcu-read", false, true),
    /** What waits for all readers of a domain of sleepable RCU, and so takes it {@code never}. */
    SRCU_WRITE("srcu-write", false, false),
    /** {@code struct work_struct}: its function runs in process context. */
    WORK("work", Context.PROCESS),
    /** {@code struct timer_list}: its function runs in softirq. */
    TIMER("timer", Context.SOFTIRQ),
    /** {@code struct hrtimer}: its function runs in a hard interrupt, or in softirq if its mode says so. */
    HRTIMER("hrtimer", Context.SOFTIRQ),
    /** {@code struct tasklet_struct}: its function runs in softirq. */
    TASKLET("tasklet", Context.SOFTIRQ),
    /** An interrupt line: its handlers run in a hard interrupt; what they hand over to a thread counts as well. */
    IRQ_LINE("irq-line", Context.HARDIRQ);

    private final String text;
    private final boolean spinning;
    private final boolean shared;
    private final Optional<Context> run;

    LockKind(String text, boolean spinning, boolean shared) {
        this.text = text;
        this.spinning = spinning;
        this.shared = shared;
        this.run = Optional.empty();
    }

    LockKind(String text, Context run) {
        this.text = text;
        this.spinning = false;
        this.shared = false;
        this.run = Optional.of(run);
    }

    /** The name used in policies and in output. */
    public String text() {
        return text;
    }

    /** Whether the lock is waited for by spinning, and code that holds it is atomic. */
    public boolean spinning() {
        return spinning;
    }

    /** Whether several holders may share the lock. */
    public boolean shared() {
        return shared;
    }

    /** Whether taking the lock may sleep. */
    public boolean maySleep() {
        return !spinning && this != SRCU_READ;
    }

    /** Whether it is no lock, but the run of a callback. */
    public boolean isRun() {
        return run.isPresent();
    }

    /** For a run, the least restrictive context in which it may be. */
    public Optional<Context> run() {
        return run;
    }

    /** All kinds that are locks, or all that are runs. */
    public static List<LockKind> all(boolean runs) {
        return Arrays.stream(values()).filter(kind -> kind.isRun() == runs).toList();
    }

    /** The kind with this name. */
    public static Optional<LockKind> of(String name) {
        return Arrays.stream(values()).filter(k -> k.text.equals(name)).findFirst();
    }
}
