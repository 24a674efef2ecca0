package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Forms of which, on each way round the loop, the first one that changes falls by at least 1 and was at least 0 (Bradley,
 * Manna and Sipma, "Linear ranking with reachability", 2005). Between two falls of one form, those after it fall at most
 * as often as their greatest value allows. The first form never rises, so that its value on entry limits its falls.
 */
public record Lexicographic(List<Linear> forms) implements Termination {

    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);
    private static final Weights NEVER_RISES = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO);

    public Lexicographic {
        forms = List.copyOf(forms);
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        List<Transition> left = new ArrayList<>(situation.transitions());
        BigInteger first = BigInteger.ONE;
        BigInteger others = BigInteger.ONE;
        for (int i = 0; i < forms.size(); i++) {
            Linear form = forms.get(i);
            Optional<BigInteger> falls = form.isIntegral() ? falls(situation, form, left) : Optional.empty();
            if (falls.isEmpty()) {
                return Optional.empty();
            }
            BigInteger stretches = falls.get().add(BigInteger.ONE);
            first = i == 0 ? stretches : first;
            others = i == 0 ? others : others.multiply(stretches);
        }
        return left.isEmpty() && !forms.isEmpty()
                ? Optional.of(new TripCount(first.multiply(others), formulas(situation, others)))
                : Optional.empty();
    }

    /** With value v on entry the first form falls at most v + 1 times, or never where v is below 0. */
    private List<Linear> formulas(Situation situation, BigInteger others) {
        Rational factor = Rational.of(others);
        List<Linear> formulas = new ArrayList<>();
        situation.valueOnEntry(forms.get(0)).ifPresent(entry -> {
            formulas.add(Linear.of(others));
            entry.values().forEach(value -> formulas.add(value.plus(2).times(factor)));
        });
        return formulas;
    }

    /** How often the form may fall in a row; takes out the ways on which it does. */
    private static Optional<BigInteger> falls(Situation situation, Linear form, List<Transition> left) {
        List<Transition> strict = new ArrayList<>();
        for (Transition way : left) {
            if (situation.relates(way, form, FALLS) && situation.holdsBefore(way, form)) {
                strict.add(way);
            } else if (!situation.relates(way, form, NEVER_RISES)) {
                return Optional.empty();
            }
        }
        left.removeAll(strict);
        Optional<BigInteger> before = greatest(situation, strict, form, true);
        Optional<BigInteger> after = greatest(situation, strict, form, false);
        // After the first fall in a row the form is at most what is left after any fall.
        return before.map(most -> after.filter(rest -> rest.compareTo(most) < 0)
                        .map(rest -> rest.max(BigInteger.ONE.negate()).add(BigInteger.ONE))
                        .orElse(most))
                .map(most -> most.add(BigInteger.ONE));
    }

    /** The greatest value before these ways, or after them; never less than -1. */
    private static Optional<BigInteger> greatest(
            Situation situation, List<Transition> ways, Linear form, boolean before) {
        BigInteger greatest = BigInteger.ONE.negate();
        for (Transition way : ways) {
            Optional<BigInteger> bound =
                    before ? situation.upperBoundBefore(way, form) : situation.upperBoundAfter(way, form);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.max(bound.get());
        }
        return Optional.of(greatest);
    }

    @Override
    public String name() {
        return "lexicographic ranking function";
    }
}
