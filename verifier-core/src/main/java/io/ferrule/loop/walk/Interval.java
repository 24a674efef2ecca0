package io.ferrule.loop.walk;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** All whole numbers from {@code minimum} to {@code maximum}, both included. */
public record Interval(BigInteger minimum, BigInteger maximum) {

    /** Those of all usual widths, as they are asked for at every step. */
    private static final List<Interval> UNSIGNED = IntStream.rangeClosed(0, Long.SIZE)
            .mapToObj(bits -> all(bits, false))
            .toList();

    public Interval {
        if (minimum.compareTo(maximum) > 0) {
            throw new IllegalArgumentException(minimum + " is above " + maximum);
        }
    }

    /** The numbers of that width, read as signed or not. */
    public static Interval ofWidth(int bits, boolean signed) {
        return signed || bits >= UNSIGNED.size() ? all(bits, signed) : UNSIGNED.get(bits);
    }

    private static Interval all(int bits, boolean signed) {
        return signed
                ? new Interval(power(bits - 1).negate(), power(bits - 1).subtract(BigInteger.ONE))
                : new Interval(BigInteger.ZERO, power(bits).subtract(BigInteger.ONE));
    }

    /** 2 to the power of an exponent that is not negative. */
    public static BigInteger power(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent);
    }

    /** The least interval that holds both. */
    public Interval union(Interval other) {
        return new Interval(minimum.min(other.minimum), maximum.max(other.maximum));
    }

    /** What both hold; empty where that is nothing. */
    public Optional<Interval> intersection(Interval other) {
        BigInteger least = minimum.max(other.minimum);
        BigInteger greatest = maximum.min(other.maximum);
        return least.compareTo(greatest) > 0 ? Optional.empty() : Optional.of(new Interval(least, greatest));
    }

    /** Whether all numbers of the other are in this one. */
    public boolean contains(Interval other) {
        return minimum.compareTo(other.minimum) <= 0 && maximum.compareTo(other.maximum) >= 0;
    }
}
