package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Each round compares a phi that moves by a constant stride with something that does not change, and leaves when they
 * are equal. Exact modulo 2 to the power of the width, so nothing needs to be known of overflow: the n-th round leaves
 * if n times the stride is the distance, and where the stride is an odd multiple of 2 to the t, and the distance a
 * multiple of that too, there is such an n below 2 to the power of (width - t).
 *
 * @param block the block that compares; it is on every way round the loop
 */
public record EqualityExit(int block) implements Termination {

    @Override
    public boolean needsRounds() {
        return false;
    }

    @Override
    public String name() {
        return "counts to an end that does not move";
    }

    /** The blocks that may hold such a comparison. */
    public static List<EqualityExit> candidates(FunctionModel model, Loop loop) {
        return Comparisons.places(model, loop).stream().map(EqualityExit::new).toList();
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        Loop loop = situation.loop();
        Optional<TripCount> best = Optional.empty();
        List<Compare> comparisons = model.signed() ? List.of() : Comparisons.at(model, loop, block);
        for (Compare compare : comparisons) {
            for (boolean swapped : List.of(false, true)) {
                Value moving = swapped ? compare.right() : compare.left();
                Value fixed = swapped ? compare.left() : compare.right();
                Optional<TripCount> rounds = rounds(situation, model.width(compare.type()), moving, fixed);
                boolean better = rounds.isPresent()
                        && (best.isEmpty()
                                || rounds.get().maximum().compareTo(best.get().maximum()) < 0);
                best = better ? rounds : best;
            }
        }
        return best;
    }

    private static Optional<TripCount> rounds(Situation situation, int width, Value moving, Value fixed) {
        FunctionModel model = situation.model();
        Loop loop = situation.loop();
        Modular modular = new Modular(model, width);
        Optional<Linear> position = modular.form(moving);
        Optional<Linear> end = modular.form(fixed).filter(form -> isFixed(model, loop, form));
        if (end.isEmpty() || position.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt phi = onlyPhi(model, loop, position.get());
        if (phi.isEmpty()) {
            return Optional.empty();
        }
        Phi counter = (Phi) model.definition(phi.getAsInt()).orElseThrow();
        Linear ahead = position.get().minus(Linear.variable(phi.getAsInt()));
        return rounds(situation, width, counter, end.get().minus(ahead));
    }

    /** The rounds of a loop that ends no later than when a phi of its header has that value, which does not change. */
    static Optional<TripCount> rounds(Situation situation, int width, Phi counter, Linear end) {
        Modular modular = new Modular(situation.model(), width);
        return stride(modular, situation.loop(), counter)
                .flatMap(stride -> rounds(situation, modular, width, counter, end, stride));
    }

    private static boolean isFixed(FunctionModel model, Loop loop, Linear form) {
        return form.variables().stream()
                .allMatch(local -> model.isParameter(local) || !loop.contains(model.blockOf(local)));
    }

    /** The phi of the header in a form that is that phi and things that do not change. */
    private static OptionalInt onlyPhi(FunctionModel model, Loop loop, Linear form) {
        List<Integer> moving = form.variables().stream()
                .filter(local -> !model.isParameter(local) && loop.contains(model.blockOf(local)))
                .toList();
        boolean one = moving.size() == 1
                && model.blockOf(moving.get(0)) == loop.header()
                && model.definition(moving.get(0)).filter(Phi.class::isInstance).isPresent()
                && form.factor(moving.get(0)).equals(Rational.ONE);
        return one ? OptionalInt.of(moving.get(0)) : OptionalInt.empty();
    }

    /** By how much a phi moves in every round, if that is one number and not 0. */
    public static Optional<BigInteger> stride(Modular modular, Loop loop, Phi phi) {
        Optional<BigInteger> stride = Optional.empty();
        for (var way : phi.incoming()) {
            if (loop.contains(way.block())) {
                Optional<Linear> moved = modular.form(way.value())
                        .map(form -> modular.reduced(
                                form.minus(Linear.variable(phi.header().result()))))
                        .filter(Linear::isConstant);
                if (moved.isEmpty()) {
                    return Optional.empty();
                }
                BigInteger by = moved.get().constant().floor();
                if (stride.isPresent() && !stride.get().equals(by)) {
                    return Optional.empty();
                }
                stride = Optional.of(by);
            }
        }
        return stride.filter(by -> by.signum() != 0);
    }

    /** For a phi that starts at its first value and must come to {@code end}. */
    private static Optional<TripCount> rounds(
            Situation situation, Modular modular, int width, Phi phi, Linear end, BigInteger stride) {
        FunctionModel model = situation.model();
        List<Value> starts = phi.incoming().stream()
                .filter(way -> !situation.loop().contains(way.block()))
                .map(way -> way.value())
                .distinct()
                .toList();
        BigInteger worst = BigInteger.ZERO;
        List<Linear> formulas = new ArrayList<>();
        for (Value start : starts) {
            Optional<Linear> distance = modular.form(start).map(from -> modular.reduced(end.minus(from)));
            int twos = stride.getLowestSetBit();
            if (distance.isEmpty() || !isMultiple(model, width, distance.get(), twos)) {
                return Optional.empty();
            }
            Optional<Situation.EntryValue> exact = exact(situation, width, phi, start, distance.get(), stride);
            BigInteger any = Interval.power(width - twos);
            if (exact.isPresent()) {
                worst = worst.max(exact.get().greatest().add(BigInteger.ONE).min(any));
                exact.get().values().forEach(value -> formulas.add(value.plus(1)));
            } else {
                worst = worst.max(any);
                formulas.add(Linear.of(any));
            }
        }
        return starts.isEmpty() || model.signed() ? Optional.empty() : Optional.of(new TripCount(worst, formulas));
    }

    /** Whether a form is a multiple of 2 to that power, whatever its variables are. */
    private static boolean isMultiple(FunctionModel model, int width, Linear form, int twos) {
        TrailingZeros zeros = new TrailingZeros(model, width);
        return zeros(form.constant()) >= twos
                && form.allVariables(v -> zeros(form.factor(v)) + zeros.of(Value.Local.of(v)) >= twos);
    }

    private static int zeros(Rational number) {
        BigInteger whole = number.floor();
        return whole.signum() == 0 ? Integer.MAX_VALUE : whole.getLowestSetBit();
    }

    /**
     * The number of strides to the end, if it is at least 0 on every way in that starts there. It is a whole number where
     * the stride is a power of 2, which the distance is a multiple of; else where its form is whole.
     */
    private static Optional<Situation.EntryValue> exact(
            Situation situation, int width, Phi phi, Value start, Linear distance, BigInteger stride) {
        Linear ahead = stride.signum() > 0 ? distance : distance.negate();
        BigInteger size = stride.abs();
        return size.bitCount() == 1
                ? situation.positiveOnEntry(ahead, Interval.power(width), size, phi, start)
                : situation.positiveOnEntry(
                        ahead.times(Rational.ONE.dividedBy(Rational.of(size))),
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        phi,
                        start);
    }
}
