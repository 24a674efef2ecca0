package io.ferrule.policy;

import java.util.Optional;

/**
 * A function calls the function pointer that it is given, now or later.
 *
 * @param argument index of the function pointer among the arguments, from 0
 * @param context the context in which it is called; if absent, it is called before the function returns and in the
 *     context of the caller (with its locks held), as a comparison function is
 */
public record Callback(int argument, Optional<Context> context) {
    public Callback {
        Bounds.requireArgument(argument);
    }

    /** A callback that is called in a context of its own. */
    public static Callback in(Context context, int argument) {
        return new Callback(argument, Optional.of(context));
    }

    /** A callback that is called in the context of the caller before the function returns. */
    public static Callback inCaller(int argument) {
        return new Callback(argument, Optional.empty());
    }
}
