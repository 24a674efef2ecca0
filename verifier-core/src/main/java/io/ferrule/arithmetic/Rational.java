package io.ferrule.arithmetic;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction. Most are small and held in two {@code long}s; what does not fit there is held in
 * {@link BigInteger}s, so nothing is ever rounded.
 */
public final class Rational implements Comparable<Rational> {

    /** 0. */
    public static final Rational ZERO = new Rational(0, 1);

    /** 1. */
    public static final Rational ONE = new Rational(1, 1);

    /** -1. */
    public static final Rational MINUS_ONE = new Rational(-1, 1);

    private final long numerator;
    private final long denominator;
    private final @Nullable Large large;

    /**
     * A reduced fraction of which a part does not fit in 63 bits.
     *
     * @param whole whether the denominator is 1
     */
    private record Large(BigInteger numerator, BigInteger denominator, boolean whole) {}

    private Rational(long numerator, long denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.large = null;
    }

    private Rational(BigInteger numerator, BigInteger denominator) {
        this.numerator = 0;
        this.denominator = 0;
        this.large = new Large(numerator, denominator, denominator.equals(BigInteger.ONE));
    }

    /** A whole number. */
    public static Rational of(long value) {
        if (value == 0) {
            return ZERO;
        }
        if (value == 1) {
            return ONE;
        }
        return value == Long.MIN_VALUE
                ? new Rational(BigInteger.valueOf(value), BigInteger.ONE)
                : new Rational(value, 1);
    }

    /** A whole number. */
    public static Rational of(BigInteger value) {
        return isSmall(value) ? of(value.longValue()) : new Rational(value, BigInteger.ONE);
    }

    /**
     * A fraction.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public static Rational of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    private static Rational of(BigInteger numerator, BigInteger denominator) {
        if (denominator.equals(BigInteger.ONE)) {
            return of(numerator);
        }
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger divisor = divisor(numerator, denominator);
        if (divisor.equals(BigInteger.ONE) && denominator.signum() > 0) {
            return held(numerator, denominator);
        }
        BigInteger signed = denominator.signum() < 0 ? divisor.negate() : divisor;
        return held(numerator.divide(signed), denominator.divide(signed));
    }

    private static BigInteger divisor(BigInteger a, BigInteger b) {
        if (b.equals(BigInteger.ONE) || a.equals(BigInteger.ONE)) {
            return BigInteger.ONE;
        }
        if (!isSmall(b)) {
            return isSmall(a) && a.signum() != 0 ? divisor(b, a) : a.gcd(b);
        }
        long small = b.longValue();
        return BigInteger.valueOf(divisor(
                Math.abs(small), isSmall(a) ? a.longValue() : a.remainder(b).longValue()));
    }

    private static long divisor(long a, long b) {
        if (b == 1) {
            return 1;
        }
        long left = a;
        long right = b;
        while (right != 0) {
            long rest = left % right;
            left = right;
            right = rest;
        }
        return Math.abs(left);
    }

    /** The least {@code long} is not: it has no negative. One form for each number, so that equal ones are equal. */
    private static boolean isSmall(BigInteger number) {
        return number.bitLength() < Long.SIZE && number.longValue() != Long.MIN_VALUE;
    }

    private static Rational reduced(long numerator, long denominator) {
        return denominator == 1 ? of(numerator) : new Rational(numerator, denominator);
    }

    private BigInteger bigNumerator() {
        return large == null ? BigInteger.valueOf(numerator) : large.numerator;
    }

    private BigInteger bigDenominator() {
        return large == null ? BigInteger.valueOf(denominator) : large.denominator;
    }

    /** The numerator of the reduced fraction; it has the sign. */
    public BigInteger numerator() {
        return bigNumerator();
    }

    /** The denominator of the reduced fraction, at least 1. */
    public BigInteger denominator() {
        return bigDenominator();
    }

    /** The sum. */
    public Rational plus(Rational other) {
        if (large == null && other.large == null) {
            if (denominator == 1 && other.denominator == 1) {
                long sum = numerator + other.numerator;
                if (((numerator ^ sum) & (other.numerator ^ sum)) >= 0) {
                    return of(sum);
                }
            } else {
                long left = numerator * other.denominator;
                long right = other.numerator * denominator;
                long bottom = denominator * other.denominator;
                boolean exact = fits(numerator, other.denominator)
                        && fits(other.numerator, denominator)
                        && fits(denominator, other.denominator);
                long sum = left + right;
                if (exact && ((left ^ sum) & (right ^ sum)) >= 0 && sum != Long.MIN_VALUE) {
                    return small(sum, bottom);
                }
            }
        }
        if (signum() == 0) {
            return other;
        }
        if (other.signum() == 0) {
            return this;
        }
        return isInteger() && other.isInteger()
                ? of(bigNumerator().add(other.bigNumerator()))
                : sum(bigNumerator(), bigDenominator(), other.bigNumerator(), other.bigDenominator());
    }

    /** Looks only for divisors of what may have one: Knuth, "The Art of Computer Programming", 4.5.1. */
    private static Rational sum(BigInteger a, BigInteger b, BigInteger c, BigInteger d) {
        BigInteger common = divisor(b, d);
        if (common.equals(BigInteger.ONE)) {
            return held(a.multiply(d).add(c.multiply(b)), b.multiply(d));
        }
        BigInteger rest = b.divide(common);
        BigInteger sum = a.multiply(d.divide(common)).add(c.multiply(rest));
        BigInteger divisor = divisor(sum, common);
        return held(sum.divide(divisor), rest.multiply(d.divide(divisor)));
    }

    private static Rational product(BigInteger a, BigInteger b, BigInteger c, BigInteger d) {
        BigInteger first = divisor(a, d);
        BigInteger second = divisor(c, b);
        return held(over(a, first).multiply(over(c, second)), over(b, second).multiply(over(d, first)));
    }

    private static BigInteger over(BigInteger number, BigInteger divisor) {
        return divisor.equals(BigInteger.ONE) ? number : number.divide(divisor);
    }

    /** A fraction that is reduced, with a denominator of at least 1. */
    private static Rational held(BigInteger numerator, BigInteger denominator) {
        return isSmall(numerator) && isSmall(denominator)
                ? reduced(numerator.longValue(), denominator.longValue())
                : new Rational(numerator, denominator);
    }

    private static boolean fits(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high == low >> (Long.SIZE - 1) && low != Long.MIN_VALUE;
    }

    private static Rational small(long numerator, long denominator) {
        long common = divisor(numerator, denominator);
        return common == 1 ? reduced(numerator, denominator) : reduced(numerator / common, denominator / common);
    }

    /** The difference. */
    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    /** The product. */
    public Rational times(Rational other) {
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        if (isMinusOne()) {
            return other.negate();
        }
        if (other.isMinusOne()) {
            return negate();
        }
        if (large == null
                && other.large == null
                && fits(numerator, other.numerator)
                && fits(denominator, other.denominator)) {
            long n = numerator * other.numerator;
            long d = denominator * other.denominator;
            return d == 1 ? of(n) : small(n, d);
        }
        return isInteger() && other.isInteger()
                ? of(bigNumerator().multiply(other.bigNumerator()))
                : product(bigNumerator(), bigDenominator(), other.bigNumerator(), other.bigDenominator());
    }

    /**
     * The quotient.
     *
     * @throws ArithmeticException if {@code other} is 0
     */
    public Rational dividedBy(Rational other) {
        return times(other.inverse());
    }

    private Rational inverse() {
        if (large == null) {
            if (numerator == 0) {
                throw new ArithmeticException("division by zero");
            }
            return numerator > 0 ? reduced(denominator, numerator) : reduced(-denominator, -numerator);
        }
        return of(large.denominator, large.numerator);
    }

    /** The number with the other sign. */
    public Rational negate() {
        return large == null
                ? reduced(-numerator, denominator)
                : new Rational(large.numerator.negate(), large.denominator);
    }

    private boolean isOne() {
        return large == null && numerator == 1 && denominator == 1;
    }

    private boolean isMinusOne() {
        return large == null && numerator == -1 && denominator == 1;
    }

    /** Whether it is 1 or -1. */
    boolean isUnit() {
        return isOne() || isMinusOne();
    }

    /** -1, 0 or 1. */
    public int signum() {
        return large == null ? Long.signum(numerator) : large.numerator.signum();
    }

    /** Whether it is a whole number. */
    public boolean isInteger() {
        return large == null ? denominator == 1 : large.whole;
    }

    /** The greatest whole number that is not greater. */
    public BigInteger floor() {
        if (isInteger()) {
            return bigNumerator();
        }
        BigInteger[] parts = bigNumerator().divideAndRemainder(bigDenominator());
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** The least whole number that is not less. */
    public BigInteger ceiling() {
        return negate().floor().negate();
    }

    /** A whole number that does not fit in 63 bits is further from 0 than any fraction of which both parts do. */
    @Override
    public int compareTo(Rational other) {
        if (large == null && other.large == null && denominator == other.denominator) {
            return Long.compare(numerator, other.numerator);
        }
        if (large != null && large.whole && other.large == null) {
            return large.numerator.signum();
        }
        if (other.large != null && other.large.whole && large == null) {
            return -other.large.numerator.signum();
        }
        int signs = Integer.compare(signum(), other.signum());
        if (signs != 0) {
            return signs;
        }
        if (isInteger() && other.isInteger()) {
            return bigNumerator().compareTo(other.bigNumerator());
        }
        return bigNumerator()
                .multiply(other.bigDenominator())
                .compareTo(other.bigNumerator().multiply(bigDenominator()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Rational that
                        && (large == null
                                ? that.large == null && numerator == that.numerator && denominator == that.denominator
                                : large.equals(that.large)));
    }

    @Override
    public int hashCode() {
        return large == null ? Long.hashCode(numerator) * 31 + Long.hashCode(denominator) : large.hashCode();
    }

    @Override
    public String toString() {
        return isInteger() ? bigNumerator().toString() : bigNumerator() + "/" + bigDenominator();
    }
}
