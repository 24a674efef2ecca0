package io.ferrule.policy;

import java.util.OptionalLong;

/**
 * A function that the kernel calls, and what it must keep to.
 *
 * @param match must match exactly one function of the program
 * @param context the context in which the kernel calls it
 * @param stackBytes limit of the worst-case stack depth in bytes, at least 1; if absent the policy's budget applies
 * @param instructions limit of the executed instructions, at least 1; if absent the policy's budget applies
 * @param place where the policy says so
 */
public record EntryPoint(
        Pattern match, Context context, OptionalLong stackBytes, OptionalLong instructions, Place place) {
    public EntryPoint {
        Bounds.requirePositive("stack", stackBytes);
        Bounds.requirePositive("instructions", instructions);
    }

    /** An entry point with no limits of its own. */
    public static EntryPoint of(Pattern match, Context context) {
        return new EntryPoint(match, context, OptionalLong.empty(), OptionalLong.empty(), Place.UNKNOWN);
    }
}
