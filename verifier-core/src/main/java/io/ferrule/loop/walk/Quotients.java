package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The quotients and remainders of one walk, so that those of the same number by the same divisor are known to belong
 * together: the number is divisor times quotient plus remainder. All numbers here are at least 0.
 */
public final class Quotients {

    private final Walk walk;
    private final Map<Division, Linear> quotients;
    private final Map<Division, Linear> remainders;

    Quotients(Walk walk) {
        this.walk = walk;
        this.quotients = new HashMap<>();
        this.remainders = new HashMap<>();
    }

    /** Those of another walk so far, for one that goes on from there. */
    Quotients(Walk walk, Quotients other) {
        this.walk = walk;
        this.quotients = new HashMap<>(other.quotients);
        this.remainders = new HashMap<>(other.remainders);
    }

    private record Division(Linear number, BigInteger divisor) {}

    /** The quotient, where it was asked for before. */
    Optional<Linear> quotient(Linear number, BigInteger divisor) {
        return Optional.ofNullable(quotients.get(new Division(number, divisor)));
    }

    /** Says that a form is the quotient of a number that is at least 0 by a divisor that is at least 1. */
    void setQuotient(Linear number, BigInteger divisor, Linear quotient) {
        Division division = new Division(number, divisor);
        Linear product = quotient.times(Rational.of(divisor));
        Linear remainder = remainders.get(division);
        walk.require(quotient);
        if (remainder != null) {
            walk.requireEqual(number, product.plus(remainder));
        } else {
            walk.require(number.minus(product));
            walk.require(
                    product.plus(Rational.of(divisor.subtract(BigInteger.ONE))).minus(number));
        }
        quotients.put(division, quotient);
    }

    /** Says that a form is the remainder of a number that is at least 0 by a divisor that is at least 1. */
    void setRemainder(Linear number, BigInteger divisor, Linear remainder) {
        Division division = new Division(number, divisor);
        @Nullable Linear quotient = quotients.get(division);
        if (quotient != null) {
            walk.requireEqual(number, quotient.times(Rational.of(divisor)).plus(remainder));
        }
        remainders.put(division, remainder);
    }

    /** The greatest multiple of a divisor that is at most a number. */
    Linear multiple(Linear number, BigInteger divisor) {
        Rational factor = Rational.of(divisor);
        Optional<Linear> known = quotient(number, divisor);
        if (known.isPresent()) {
            return known.get().times(factor);
        }
        Interval all = walk.model().interval(FunctionModel.POINTER_BITS * 2);
        Linear quotient = walk.unknown(new Interval(BigInteger.ZERO, all.maximum()));
        setQuotient(number, divisor, quotient);
        return quotient.times(factor);
    }
}
