package io.ferrule.policy;

import java.util.Optional;

/**
 * What is called back for an object, from the start of the call to its end: a work, a timer. Someone may wait for it to be
 * over, with whatever they hold; so it is a lock of its own, which is held while the callback runs (lockdep's map of a work).
 *
 * @param object the object that it is called back for; if absent, any of that kind
 * @param kind a {@linkplain LockKind#isRun run}
 */
public record CallbackRun(Optional<LockReference> object, LockKind kind) {

    /** The text that stands for any object. */
    public static final String ANY = "any";

    public CallbackRun {
        if (!kind.isRun()) {
            throw new IllegalArgumentException("what is called back is no lock that is taken");
        }
    }

    /** The text used in policies: {@code arg0}, or {@code any}. */
    public String text() {
        return object.map(LockReference::text).orElse(ANY);
    }
}
