package io.ferrule.policy;

import java.util.OptionalLong;

/**
 * What calls from outside give to an argument of an entry point. It is an assumption of the verdict, and says nothing of
 * the program's own calls of the function.
 *
 * @param match the functions
 * @param argument the name of the argument in the source, its index from 0, or {@code data.len} for the length of a slice
 * @param minimum the least value, read as an unsigned number; if absent, 0
 * @param maximum the greatest value, read as an unsigned number; if absent, that of its type
 * @param place where the policy says so
 */
public record ArgumentContract(
        Pattern match, String argument, OptionalLong minimum, OptionalLong maximum, Place place) {
    public ArgumentContract {
        Bounds.requireNonNegative("min", minimum);
        Bounds.requireNonNegative("max", maximum);
        if (minimum.isPresent() && maximum.isPresent() && minimum.getAsLong() > maximum.getAsLong()) {
            throw new IllegalArgumentException("min is above max");
        }
    }
}
