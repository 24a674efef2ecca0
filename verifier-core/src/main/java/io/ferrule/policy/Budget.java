package io.ferrule.policy;

import java.util.OptionalLong;

/**
 * The defaults for entry points that name no limit of their own.
 *
 * @param stackBytes worst-case stack depth in bytes, at least 1
 * @param instructions worst-case number of executed instructions, at least 1
 */
public record Budget(OptionalLong stackBytes, OptionalLong instructions) {
    /** No limit at all. */
    public static final Budget NONE = new Budget(OptionalLong.empty(), OptionalLong.empty());

    public Budget {
        Bounds.requirePositive("stack", stackBytes);
        Bounds.requirePositive("instructions", instructions);
    }
}
