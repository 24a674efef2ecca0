package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.EntryValue;
import io.ferrule.loop.walk.Situation.Weights;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A form that is at least 0 whenever the loop goes round, and is less by at least {@code step} afterwards (Podelski and
 * Rybalchenko, "A complete method for the synthesis of linear ranking functions", 2004). With value v on entry, the loop
 * goes round at most v / step + 1 times. The same holds of the greatest value that it has before any round: it may be
 * less, as a round may check what does not change.
 */
public record LinearRanking(Linear form, BigInteger step) implements Termination {

    @Override
    public Optional<TripCount> check(Situation situation) {
        if (step.signum() <= 0 || !form.isIntegral()) {
            return Optional.empty();
        }
        Weights falls = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.of(step.negate()));
        boolean valid = situation.transitions().stream()
                .allMatch(way -> situation.relates(way, form, falls) && situation.holdsBefore(way, form));
        return valid ? situation.valueOnEntry(form).map(value -> rounds(situation, value)) : Optional.empty();
    }

    private TripCount rounds(Situation situation, EntryValue value) {
        BigInteger greatest = value.greatest();
        if (greatest.compareTo(LoopBound.LARGEST) > 0) {
            greatest = situation.greatestBefore(form).map(greatest::min).orElse(greatest);
        }
        BigInteger maximum = greatest.divide(step).add(BigInteger.TWO);
        Rational scale = Rational.ONE.dividedBy(Rational.of(step));
        List<Linear> formulas =
                value.values().stream().map(v -> v.times(scale).plus(2)).toList();
        return new TripCount(maximum, formulas);
    }

    @Override
    public String name() {
        return "linear ranking function";
    }
}
