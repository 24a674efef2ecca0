package io.ferrule.policy;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function calls the function pointer that it is given, now or later.
 *
 * @param argument index of the function pointer among the arguments, from 0
 * @param method if present, the argument is the vtable of a trait object, whose data is the argument before it: what is called
 *     is the method in that slot, counted in pointers from the start of the vtable. Of the vtable nothing else is called, and
 *     of the data nothing is kept
 * @param context the context in which it is called; if absent, it is called before the function returns and in the
 *     context of the caller (with its locks held), as a comparison function is
 * @param once if present, it is called at most once, with that lock held besides, and only where no call before this one
 *     did the same with the same lock: a {@code Once} is initialised
 * @param run if present, while it is called that run of a callback lasts, for whose end others may wait
 * @param panicsUnless if present, index of an argument: unless that is not zero, the call panics where what was called before
 *     under the same lock panicked, and unwound
 */
public record Callback(
        int argument,
        OptionalInt method,
        Optional<Context> context,
        Optional<LockRelease> once,
        Optional<CallbackRun> run,
        OptionalInt panicsUnless) {

    /** The first slot of a vtable that holds a method: behind drop, size and alignment. */
    public static final int FIRST_METHOD = 3;

    /** The last slot that a contract may name. */
    public static final int LAST_METHOD = 127;

    public Callback {
        Bounds.requireArgument(argument);
        if (method.isPresent() && (argument == 0 || context.isPresent())) {
            throw new IllegalArgumentException("a method is called in the caller's context, on the argument before");
        }
        if (once.isPresent() && context.isPresent()) {
            throw new IllegalArgumentException("a lock is held while the caller waits");
        }
        if (run.isPresent() && context.isEmpty()) {
            throw new IllegalArgumentException("nobody waits for what is called while the caller waits");
        }
        panicsUnless.ifPresent(Bounds::requireArgument);
        if (panicsUnless.isPresent() && once.isEmpty()) {
            throw new IllegalArgumentException("what is called once, and panics, is known by its lock");
        }
    }

    /** A callback that is called in a context of its own. */
    public static Callback in(Context context, int argument) {
        return new Callback(
                argument,
                OptionalInt.empty(),
                Optional.of(context),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** A callback that is called in the context of the caller before the function returns. */
    public static Callback inCaller(int argument) {
        return new Callback(
                argument,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** One in the context of the caller that is a method of a trait object. */
    public Callback ofMethod(int slot) {
        return new Callback(argument, OptionalInt.of(slot), context, once, run, panicsUnless);
    }

    /** One in the context of the caller that is called at most once, with that lock held. */
    public Callback onceUnder(LockRelease lock) {
        return new Callback(argument, method, context, Optional.of(lock), run, panicsUnless);
    }

    /** One in a context of its own, for whose end others may wait. */
    public Callback during(CallbackRun lasting) {
        return new Callback(argument, method, context, once, Optional.of(lasting), panicsUnless);
    }

    /** One that is called once, of a function that panics where that panicked before, unless an argument is not zero. */
    public Callback panickingUnless(int index) {
        return new Callback(argument, method, context, once, run, OptionalInt.of(index));
    }
}
