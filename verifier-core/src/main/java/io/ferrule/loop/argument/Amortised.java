package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the inner loop uses up was paid in by the outer one: a form falls by at least {@code step} in each round of the
 * inner loop, and the outer loop begins its rounds with no less than the inner one then starts with, and adds no more than a
 * certain number each round (Tarjan, "Amortized computational complexity", 1985). So it is where both loops move one cursor.
 *
 * <p>Let F be the outer form at the outer header, f the inner one at the inner header, and C at least 0. With
 *
 * <ul>
 *   <li>f at least {@code step} less after a round of the inner loop,
 *   <li>f at most F when the inner loop is entered,
 *   <li>F at most f + C - {@code step} after a round in which the inner loop was entered, where f is from the last time
 *       that control was at its header, and at most F + C after any other round,
 * </ul>
 *
 * a round that enters the inner loop executes its header at most (F - f) / {@code step} + 1 times, f being the last, and so
 * at most (F - F' + C) / {@code step} times, with F' for the next round. Any other round adds at least 0 to that. Over
 * all rounds but the last this sums up to (F at the start - F in the last round + (N - 1) C) / {@code step} for N rounds of the
 * outer loop; the last round executes the inner header at most (F - least f) / {@code step} + 1 times, if at all. If it does not,
 * the sum ends with the last round that did, whose F' need not be counted.
 *
 * <p>Where f may be less on entry than it ever is after a round, when the inner loop goes round no more, let b be the least that
 * it is after a round, and take max(f, b) and max(F, b) in place of f and F. The inner loop uses up as much of that: if it
 * makes a round, f is at least b in the end. And with C at least {@code step} all that is said above holds of it.
 *
 * @param inside f, over the inner header's variables
 * @param around F, over the outer header's variables
 */
public record Amortised(Linear inside, BigInteger step, Linear around) implements TotalRounds {

    @Override
    public Optional<BigInteger> check(Nest nest) {
        Situation inner = nest.inside();
        Situation outer = nest.around();
        boolean meant = step.signum() > 0
                && inside.isIntegral()
                && around.isIntegral()
                && inner.isUsable(inside)
                && outer.isUsable(around)
                && nest.showsInner();
        if (!meant || !falls(inner) || !isPaid(inner)) {
            return Optional.empty();
        }
        Optional<BigInteger> added = added(nest, outer);
        Optional<BigInteger> first = greatestOnEntry(outer);
        Optional<BigInteger> least = leastAfterRounds(inner);
        if (added.isEmpty() || first.isEmpty() || least.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigInteger> cut = total(
                nest,
                first.get().max(least.get()).subtract(least.get()),
                added.get().max(step));
        Optional<BigInteger> whole = leastOnEntry(inner)
                .map(least.get()::min)
                .flatMap(low -> total(nest, first.get().subtract(low), added.get()));
        return Stream.of(cut, whole).flatMap(Optional::stream).min(BigInteger::compareTo);
    }

    private Optional<BigInteger> total(Nest nest, BigInteger fall, BigInteger more) {
        Optional<BigInteger> further = more.signum() == 0
                ? Optional.of(BigInteger.ZERO)
                : nest.outerRounds()
                        .map(rounds -> rounds.subtract(BigInteger.ONE).max(BigInteger.ZERO));
        return further.map(rounds -> fall.add(rounds.multiply(more)))
                .map(all ->
                        all.signum() < 0 ? BigInteger.ZERO : all.divide(step).add(BigInteger.ONE));
    }

    private boolean falls(Situation inner) {
        Weights falls = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.of(step.negate()));
        return inner.transitions().stream().allMatch(way -> inner.relates(way, inside, falls));
    }

    /** Whether the inner loop starts with no more than the outer form. */
    private boolean isPaid(Situation inner) {
        return inner.entries().stream().allMatch(entry -> {
            try {
                Linear left = entry.at(around).minus(entry.at(inside));
                return inner.oracle().entails(entry.constraints(), left.tightened());
            } catch (Infeasible impossible) {
                return true;
            }
        });
    }

    /** C: by how much a round of the outer loop raises what is left, and at least 0. */
    private Optional<BigInteger> added(Nest nest, Situation outer) {
        BigInteger added = BigInteger.ZERO;
        for (Transition way : outer.transitions()) {
            Optional<BigInteger> own = added(nest, outer, way);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            added = added.max(own.get());
        }
        return Optional.of(added);
    }

    private Optional<BigInteger> added(Nest nest, Situation outer, Transition way) {
        try {
            Linear before = way.passes(nest.inner().header())
                    ? way.before(inside).plus(Rational.of(step.negate()))
                    : way.before(around);
            return outer.oracle()
                    .upperBoundIfIntegral(way.constraints(), way.after(around).minus(before));
        } catch (Infeasible impossible) {
            return Optional.of(BigInteger.ZERO);
        }
    }

    private Optional<BigInteger> greatestOnEntry(Situation outer) {
        return greatestOnEntry(outer, around);
    }

    /** The least that the inner form is when the inner loop is entered. */
    private Optional<BigInteger> leastOnEntry(Situation inner) {
        return greatestOnEntry(inner, inside.negate()).map(BigInteger::negate);
    }

    private static Optional<BigInteger> greatestOnEntry(Situation situation, Linear form) {
        return Greatest.of(
                situation.entries(),
                entry -> situation.oracle().upperBoundIfIntegral(entry.constraints(), entry.at(form)));
    }

    /** The least that the inner form is after a round of the inner loop. */
    private Optional<BigInteger> leastAfterRounds(Situation inner) {
        return Greatest.of(inner.transitions(), way -> inner.upperBoundAfter(way, inside.negate()))
                .map(BigInteger::negate);
    }
}
