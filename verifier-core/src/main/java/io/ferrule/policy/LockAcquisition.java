package io.ferrule.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * A function returns with a lock held.
 *
 * @param lock which lock
 * @param kind what kind of lock it is, and how it is taken
 * @param tries whether the function never waits for the lock, so that it adds no edge to the lock order
 * @param taken for which results the lock is held; with {@link Taken#ALWAYS} the function only returns with it, or else as
 *     {@code refused} says
 * @param refused what it leaves in memory where it does not take the lock, if that tells and the result does not
 */
public record LockAcquisition(
        LockReference lock, LockKind kind, boolean tries, Taken taken, Optional<Refusal> refused) {
    /** For which results of the function the lock is held. Its state effects happen for the same results. */
    public enum Taken {
        /** For every result. */
        ALWAYS("always"),
        /** If the result is not zero, as with {@code mutex_trylock}. */
        NONZERO("nonzero"),
        /** If the result is zero, as with {@code down_trylock}. */
        ZERO("zero"),
        /** If the result is zero; otherwise it is below zero, as the status of {@code mutex_lock_interruptible} is. */
        STATUS("status"),
        /** If the result is no error pointer ({@code IS_ERR}); then it is not null either, nor is it ever. */
        NOT_ERROR("not-error"),
        /** If the result, read as signed, is not below zero. */
        NONNEGATIVE("nonnegative"),
        /** For no result: the function waits as if it took the lock, and comes back without it. */
        NEVER("never");

        private final String text;

        Taken(String text) {
            this.text = text;
        }

        /** Whether that asks for more of the result than whether it is zero, and so for a resource that is the result. */
        public boolean isOfHandle() {
            return this == NOT_ERROR || this == NONNEGATIVE;
        }

        /** Whether the lock is held where the result is zero. */
        public boolean isZero() {
            return this == ZERO || this == STATUS;
        }

        /** The name used in policies. */
        public String text() {
            return text;
        }

        /** The value with this name. */
        public static Optional<Taken> of(String name) {
            return Arrays.stream(values()).filter(t -> t.text.equals(name)).findFirst();
        }
    }

    public LockAcquisition {
        if (taken.isOfHandle()) {
            throw new IllegalArgumentException("the result of what takes a lock is no handle");
        }
        if (refused.isPresent() && taken != Taken.ALWAYS) {
            throw new IllegalArgumentException("either the result tells, or memory does");
        }
    }

    /** An acquisition of which memory does not tell whether it happened. */
    public LockAcquisition(LockReference lock, LockKind kind, boolean tries, Taken taken) {
        this(lock, kind, tries, taken, Optional.empty());
    }

    /** Whether the function may come back without it. */
    public boolean mayFail() {
        return (taken != Taken.ALWAYS && taken != Taken.NEVER) || refused.isPresent();
    }

    /** An acquisition that waits until it holds the lock. */
    public static LockAcquisition of(LockReference lock, LockKind kind) {
        return new LockAcquisition(lock, kind, false, Taken.ALWAYS);
    }

    /** A trylock that holds the lock when its result is not zero. */
    public static LockAcquisition tryOf(LockReference lock, LockKind kind) {
        return new LockAcquisition(lock, kind, true, Taken.NONZERO);
    }
}
