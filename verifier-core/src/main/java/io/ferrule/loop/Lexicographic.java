package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.Situation.Weights;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forms of which, on each way round the loop, the first one that changes falls by at least 1 and was at least 0 (Bradley,
 * Manna and Sipma, "Linear ranking with reachability", 2005). Between two falls of one form, those after it fall at most
 * as often as their greatest value allows.
 */
record Lexicographic(List<Linear> forms) implements Termination {

    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);
    private static final Weights NEVER_RISES = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO);

    Lexicographic {
        forms = List.copyOf(forms);
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        List<Transition> left = new ArrayList<>(situation.transitions());
        BigInteger product = BigInteger.ONE;
        for (Linear form : forms) {
            Optional<BigInteger> falls = form.isIntegral() ? falls(situation, form, left) : Optional.empty();
            if (falls.isEmpty()) {
                return Optional.empty();
            }
            product = product.multiply(falls.get().add(BigInteger.ONE));
        }
        return left.isEmpty() ? Optional.of(TripCount.of(product)) : Optional.empty();
    }

    /** How often the form may fall in a row; takes out the ways on which it does. */
    private static Optional<BigInteger> falls(Situation situation, Linear form, List<Transition> left) {
        List<Transition> others = new ArrayList<>();
        BigInteger greatest = BigInteger.ZERO;
        for (Transition way : left) {
            if (situation.relates(way, form, FALLS) && situation.holdsBefore(way, form)) {
                Optional<BigInteger> bound = situation.upperBoundBefore(way, form);
                if (bound.isEmpty()) {
                    return Optional.empty();
                }
                greatest = greatest.max(bound.get());
            } else if (situation.relates(way, form, NEVER_RISES)) {
                others.add(way);
            } else {
                return Optional.empty();
            }
        }
        left.clear();
        left.addAll(others);
        return Optional.of(greatest.add(BigInteger.ONE));
    }

    @Override
    public String name() {
        return "lexicographic ranking function";
    }
}
