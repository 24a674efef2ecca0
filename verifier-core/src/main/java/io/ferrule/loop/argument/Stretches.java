package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form rises by at least {@code step} in each round of the outer loop. So it has another value whenever the outer header
 * is executed, and any two of them lie that far apart. Its values are cut into stretches, and in each of them the inner loop
 * goes round at most as often as a linear function of the form says, which is summed over as many values as may lie in the
 * stretch: n (n + 1) / 2 rounds for a triangle. More stretches serve where the rounds are no linear function, as those of a
 * sieve.
 *
 * <p>Sound because each time that the outer loop is entered
 *
 * <ul>
 *   <li>its header is executed with values of the form that lie so far apart, the last, unfinished round included: the form
 *       rises on every way from the header back to it, and the last round begins with such a way;
 *   <li>in a round the inner loop is entered at most once ({@link Nest}), and then in the stretch where the value of that
 *       round lies; the stretches cover all numbers;
 *   <li>what a termination argument proves of the ways into the inner loop and round it, with what holds of a stretch
 *       beside all that is claimed, bounds the rounds whenever the loop is entered in that stretch;
 *   <li>that it ends somewhere else than by its condition, or is not entered at all, only makes the rounds fewer.
 * </ul>
 *
 * @param progress the form, over the outer header's variables
 * @param cuts where a stretch ends and the next one begins, ascending: each is the first value of the next stretch
 * @param stretches one more than there are cuts
 */
public record Stretches(Linear progress, BigInteger step, List<BigInteger> cuts, List<Stretch> stretches)
        implements TotalRounds {

    public Stretches {
        cuts = List.copyOf(cuts);
        stretches = List.copyOf(stretches);
    }

    /**
     * Why the inner loop ends in one stretch, and the slope of the function that bounds its rounds there.
     *
     * @param slope the rounds are at most {@code (slope * progress + some number) / divisor}, and at least 1; the number is
     *     found when this is checked
     */
    public record Stretch(Termination termination, BigInteger slope, BigInteger divisor) {}

    @Override
    public Optional<BigInteger> check(Nest nest) {
        if (!isWellFormed() || !rises(nest.around())) {
            return Optional.empty();
        }
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < stretches.size(); i++) {
            Optional<BigInteger> own = sum(nest, inside(nest, progress, cuts, i), progress, step, stretches.get(i));
            if (own.isEmpty()) {
                return Optional.empty();
            }
            total = total.add(own.get());
        }
        return Optional.of(total);
    }

    /** The inner loop of a nest in one of the stretches between cuts. */
    public static Situation inside(Nest nest, Linear progress, List<BigInteger> cuts, int stretch) {
        Optional<BigInteger> from = stretch == 0 ? Optional.empty() : Optional.of(cuts.get(stretch - 1));
        Optional<BigInteger> to = stretch == cuts.size()
                ? Optional.empty()
                : Optional.of(cuts.get(stretch).subtract(BigInteger.ONE));
        return nest.inside(progress, from, to);
    }

    private boolean isWellFormed() {
        boolean ascending = true;
        for (int i = 1; i < cuts.size(); i++) {
            ascending &= cuts.get(i - 1).compareTo(cuts.get(i)) < 0;
        }
        return ascending
                && stretches.size() == cuts.size() + 1
                && step.signum() > 0
                && progress.isIntegral()
                && stretches.stream().allMatch(stretch -> stretch.divisor.signum() > 0);
    }

    private boolean rises(Situation around) {
        Weights rises = new Weights(Rational.MINUS_ONE, Rational.ONE, Rational.of(step.negate()));
        return around.transitions().stream().allMatch(way -> around.relates(way, progress, rises));
    }

    /** The rounds in one stretch, together; empty where the argument does not hold there. */
    public static Optional<BigInteger> sum(
            Nest nest, Situation inside, Linear progress, BigInteger step, Stretch stretch) {
        List<Line> lines = new ArrayList<>();
        for (Entry entry : inside.entries()) {
            Optional<Line> line = line(inside, entry, progress, stretch);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return lines.stream()
                .filter(line -> line.least.compareTo(line.greatest) <= 0)
                .reduce(Line::above)
                .map(line -> line.sum(stretch, step, nest))
                .or(() -> Optional.of(BigInteger.ZERO));
    }

    /**
     * What bounds the rounds of the inner loop if it is entered in one way: between those values of the form, at most
     * {@code slope * form + offset}, over the divisor, where there is an offset, and at most that number.
     */
    private record Line(BigInteger least, BigInteger greatest, Optional<BigInteger> offset, BigInteger most) {

        static final Line NOWHERE = new Line(BigInteger.ONE, BigInteger.ZERO, Optional.empty(), BigInteger.ONE);

        /** What bounds them in either way. */
        Line above(Line other) {
            return new Line(
                    least.min(other.least),
                    greatest.max(other.greatest),
                    offset.flatMap(own -> other.offset.map(own::max)),
                    most.max(other.most));
        }

        BigInteger sum(Stretch stretch, BigInteger step, Nest nest) {
            BigInteger limit = nest.innerRounds().map(most::min).orElse(most).max(BigInteger.ONE);
            Progression values = new Progression(least, greatest, step, nest.outerRounds());
            return offset.map(by -> values.sum(stretch.slope, by, stretch.divisor, Optional.of(limit)))
                    .orElseGet(() -> values.count().multiply(limit));
        }
    }

    private static Optional<Line> line(Situation inside, Entry entry, Linear progress, Stretch stretch) {
        Oracle oracle = inside.oracle();
        Linear at;
        try {
            at = entry.at(progress);
        } catch (Infeasible impossible) {
            return Optional.of(Line.NOWHERE);
        }
        if (oracle.entails(entry.constraints(), Oracle.FALSE)) {
            return Optional.of(Line.NOWHERE);
        }
        Optional<BigInteger> greatest = upperBound(oracle, entry, at);
        Optional<BigInteger> least = upperBound(oracle, entry, at.negate()).map(BigInteger::negate);
        Optional<TripCount> count = stretch.termination.check(inside.enteredBy(entry));
        return greatest.flatMap(high -> least.flatMap(low -> count.map(rounds ->
                new Line(low, high, offset(oracle, entry, at, rounds.formulas(), stretch), rounds.maximum()))));
    }

    /** The least number with which the function is at least each of some forms; empty where none is known. */
    private static Optional<BigInteger> offset(
            Oracle oracle, Entry entry, Linear at, List<Linear> formulas, Stretch stretch) {
        Linear slope = at.times(Rational.of(stretch.slope));
        return Greatest.of(
                formulas,
                formula -> upperBound(
                        oracle,
                        entry,
                        formula.times(Rational.of(stretch.divisor)).minus(slope)));
    }

    private static Optional<BigInteger> upperBound(Oracle oracle, Entry entry, Linear form) {
        return oracle.upperBoundIfIntegral(entry.constraints(), form);
    }
}
