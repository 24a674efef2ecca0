package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A form that is at least 1 whenever the loop goes round, and is at most {@code ratio} times as great afterwards where
 * the ratio is below 1, or at least {@code ratio} times as great and never above some limit where it is above 1.
 */
public record Geometric(Linear form, Rational ratio) implements Termination {

    @Override
    public Optional<TripCount> check(Situation situation) {
        if (!form.isIntegral() || ratio.signum() <= 0 || ratio.equals(Rational.ONE)) {
            return Optional.empty();
        }
        boolean shrinks = ratio.compareTo(Rational.ONE) < 0;
        Weights change = shrinks
                ? new Weights(ratio, Rational.MINUS_ONE, Rational.ZERO)
                : new Weights(ratio.negate(), Rational.ONE, Rational.ZERO);
        Linear positive = form.plus(-1);
        boolean valid = situation.transitions().stream()
                .allMatch(way -> situation.holdsBefore(way, positive) && situation.relates(way, form, change));
        if (!valid) {
            return Optional.empty();
        }
        return shrinks
                ? situation.valueOnEntry(form).map(value -> rounds(value.greatest(), ratio))
                : situation
                        .greatestBefore(form)
                        .map(limit -> rounds(limit.max(BigInteger.ONE), Rational.ONE.dividedBy(ratio)));
    }

    /** How often a value from {@code greatest} down can be multiplied by the ratio before it is below 1, and one more. */
    static TripCount rounds(BigInteger greatest, Rational ratio) {
        BigInteger numerator = ratio.numerator();
        BigInteger denominator = ratio.denominator();
        BigInteger left = greatest;
        BigInteger right = BigInteger.ONE;
        long rounds = 1;
        while (left.compareTo(right) >= 0) {
            left = left.multiply(numerator);
            right = right.multiply(denominator);
            rounds++;
        }
        return TripCount.of(rounds);
    }

    @Override
    public String name() {
        return ratio.compareTo(Rational.ONE) < 0 ? "shrinks by a factor" : "grows by a factor";
    }
}
