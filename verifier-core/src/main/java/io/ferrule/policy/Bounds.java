package io.ferrule.policy;

import java.util.OptionalLong;

/** Checks of numbers that records share. */
final class Bounds {
    private Bounds() {}

    static void requirePositive(String what, OptionalLong value) {
        if (value.isPresent() && value.getAsLong() < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, is " + value.getAsLong());
        }
    }

    static void requireNonNegative(String what, OptionalLong value) {
        if (value.isPresent() && value.getAsLong() < 0) {
            throw new IllegalArgumentException(what + " must not be negative, is " + value.getAsLong());
        }
    }

    static void requireArgument(int argument) {
        if (argument < 0 || argument > LockReference.MAX_ARGUMENT) {
            throw new IllegalArgumentException("argument must be 0 to " + LockReference.MAX_ARGUMENT);
        }
    }
}
