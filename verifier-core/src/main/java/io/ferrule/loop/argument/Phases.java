package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A form that never rises and has one known value on each way round the loop: the loop goes through phases, and comes
 * back to none. Within a phase another form falls on every way that stays in it, and was at least 0. A way that leaves a
 * phase is taken once.
 *
 * @param phase the form that tells the phases apart
 * @param rankings by its value, what falls within that phase
 */
public record Phases(Linear phase, Map<BigInteger, LinearRanking> rankings) implements Termination {

    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);
    private static final Weights NEVER_RISES = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO);

    public Phases {
        rankings = Collections.unmodifiableMap(new TreeMap<>(rankings));
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        if (!phase.isIntegral()) {
            return Optional.empty();
        }
        Map<BigInteger, List<Transition>> staying = new TreeMap<>();
        for (Transition way : situation.transitions()) {
            Optional<BigInteger> value = value(situation, way, phase);
            if (value.isEmpty() || !situation.relates(way, phase, NEVER_RISES)) {
                return Optional.empty();
            }
            List<Transition> own = staying.computeIfAbsent(value.get(), v -> new ArrayList<>());
            if (!situation.relates(way, phase, FALLS)) {
                own.add(way);
            }
        }
        BigInteger rounds = BigInteger.ONE;
        for (Map.Entry<BigInteger, List<Transition>> entry : staying.entrySet()) {
            Optional<BigInteger> own = rounds(situation, entry.getValue(), rankings.get(entry.getKey()));
            if (own.isEmpty()) {
                return Optional.empty();
            }
            rounds = rounds.add(own.get()).add(BigInteger.ONE);
        }
        return Optional.of(TripCount.of(rounds));
    }

    /** The value of a form whenever the way begins, if it is known. */
    public static Optional<BigInteger> value(Situation situation, Transition way, Linear form) {
        return situation
                .upperBoundBefore(way, form)
                .filter(value -> situation.holdsBefore(way, form.minus(Linear.of(value))));
    }

    /** How many rounds the ways that stay in a phase make in a row. */
    private static Optional<BigInteger> rounds(
            Situation situation, List<Transition> ways, @Nullable LinearRanking ranking) {
        if (ways.isEmpty()) {
            return Optional.of(BigInteger.ZERO);
        }
        if (ranking == null || !ranking.form().isIntegral() || ranking.step().signum() <= 0) {
            return Optional.empty();
        }
        Weights falling = new Weights(
                Rational.ONE, Rational.MINUS_ONE, Rational.of(ranking.step().negate()));
        BigInteger greatest = BigInteger.ZERO;
        for (Transition way : ways) {
            boolean falls =
                    situation.relates(way, ranking.form(), falling) && situation.holdsBefore(way, ranking.form());
            Optional<BigInteger> most = falls ? situation.upperBoundBefore(way, ranking.form()) : Optional.empty();
            if (most.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.max(most.get());
        }
        return Optional.of(greatest.divide(ranking.step()).add(BigInteger.ONE));
    }

    @Override
    public String name() {
        return "goes through phases";
    }
}
