package io.ferrule.loop.argument;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The sum of a linear function over numbers of which nothing is known but that they lie in an interval and how far they
 * lie apart.
 *
 * @param least the least number
 * @param greatest the greatest number
 * @param step how far any two of them lie apart at least
 * @param most how many they are at most, if that is known
 */
public record Progression(BigInteger least, BigInteger greatest, BigInteger step, Optional<BigInteger> most) {

    public Progression {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("numbers that lie " + step + " apart");
        }
    }

    /** How many there are at most. */
    BigInteger count() {
        if (least.compareTo(greatest) > 0) {
            return BigInteger.ZERO;
        }
        BigInteger room = greatest.subtract(least).divide(step).add(BigInteger.ONE);
        return most.map(room::min).orElse(room);
    }

    /**
     * At most that is the sum, over all numbers r, of {@code (slope * r + offset) / divisor}, each summand rounded down, but at
     * least 1 and at most {@code limit}.
     *
     * <p>The greatest summands come first: those of the numbers from that end on at which the function is greatest, as near
     * to each other as they may be. Whatever the numbers are, the n-th greatest summand is no greater than the n-th of
     * these, and there are no more of them.
     */
    BigInteger sum(BigInteger slope, BigInteger offset, BigInteger divisor, Optional<BigInteger> limit) {
        BigInteger count = count();
        if (limit.isPresent() && limit.get().signum() <= 0) {
            throw new IllegalArgumentException("no summand is below 1");
        }
        BigInteger first = slope.multiply(slope.signum() > 0 ? greatest : least).add(offset);
        BigInteger fall = slope.abs().multiply(step);
        BigInteger one = divisor;
        BigInteger cut = limit.map(number -> terms(first, fall, number.multiply(divisor), count))
                .orElse(BigInteger.ZERO);
        BigInteger above = terms(first, fall, one, count).max(cut);
        BigInteger between = above.subtract(cut);
        BigInteger places =
                cut.add(above.subtract(BigInteger.ONE)).multiply(between).shiftRight(1);
        BigInteger sum = between.multiply(first).subtract(fall.multiply(places));
        return limit.orElse(BigInteger.ZERO)
                .multiply(cut)
                .add(sum.divide(divisor))
                .add(count.subtract(above));
    }

    /** How many of the values first, first - fall, .. are above that one; of {@code count}. */
    private static BigInteger terms(BigInteger first, BigInteger fall, BigInteger value, BigInteger count) {
        if (first.compareTo(value) <= 0) {
            return BigInteger.ZERO;
        }
        if (fall.signum() == 0) {
            return count;
        }
        BigInteger above =
                first.subtract(value).subtract(BigInteger.ONE).divide(fall).add(BigInteger.ONE);
        return above.min(count);
    }
}
