package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator.Branch;
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
record EqualityExit(int block) implements Termination {

    @Override
    public boolean needsRounds() {
        return false;
    }

    @Override
    public String name() {
        return "counts to an end that does not move";
    }

    /** The blocks that may hold such a comparison. */
    static List<EqualityExit> candidates(FunctionModel model, Loop loop) {
        return loop.blocks().stream()
                .filter(block -> model.block(block).terminator() instanceof Branch)
                .map(EqualityExit::new)
                .filter(exit -> exit.isOnEveryRound(model, loop))
                .toList();
    }

    private boolean isOnEveryRound(FunctionModel model, Loop loop) {
        return model.forest().innermost(block).filter(inner -> inner == loop).isPresent()
                && loop.latches().stream().allMatch(latch -> model.dominators().dominates(block, latch));
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        Loop loop = situation.loop();
        boolean possible = block >= 0
                && block < model.graph().size()
                && !model.signed()
                && isOnEveryRound(model, loop)
                && model.block(block).terminator() instanceof Branch;
        if (!possible) {
            return Optional.empty();
        }
        Branch branch = (Branch) model.block(block).terminator();
        boolean leavesIfTrue = !loop.contains(branch.ifTrue());
        if (leavesIfTrue == !loop.contains(branch.ifFalse())) {
            return Optional.empty();
        }
        Optional<TripCount> best = Optional.empty();
        for (Compare compare : comparisons(model, branch.condition(), leavesIfTrue)) {
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

    /** The comparisons of which each alone makes the branch leave when its sides are equal. */
    private static List<Compare> comparisons(FunctionModel model, Value condition, boolean leavesIfTrue) {
        List<Compare> found = new ArrayList<>();
        List<Value> open = new ArrayList<>(List.of(condition));
        while (!open.isEmpty() && found.size() < 8) {
            Value next = open.remove(open.size() - 1);
            Optional<Instruction> definition =
                    next instanceof Value.Local local ? model.definition(local.index()) : Optional.empty();
            definition.ifPresent(instruction -> {
                if (instruction instanceof Compare compare
                        && compare.opcode() == Opcode.ICMP
                        && compare.predicate().equals(leavesIfTrue ? "eq" : "ne")
                        && model.width(compare.type()) > 1) {
                    found.add(compare);
                }
                open.addAll(alternatives(instruction, leavesIfTrue));
            });
        }
        return found;
    }

    /** Conditions of which each alone decides this one. */
    private static List<Value> alternatives(Instruction instruction, boolean truth) {
        if (instruction instanceof Binary binary && binary.opcode() == (truth ? Opcode.OR : Opcode.AND)) {
            return List.of(binary.left(), binary.right());
        }
        if (instruction instanceof Select select) {
            Value decided = truth ? select.ifTrue().value() : select.ifFalse().value();
            Value other = truth ? select.ifFalse().value() : select.ifTrue().value();
            boolean shortCircuit =
                    decided instanceof IntegerConstant constant && ((constant.value() & 1) == 1) == truth;
            return shortCircuit ? List.of(select.condition().value(), other) : List.of();
        }
        return List.of();
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
        return stride(modular, loop, counter)
                .flatMap(stride ->
                        rounds(situation, modular, width, counter, end.get().minus(ahead), stride));
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
    static Optional<BigInteger> stride(Modular modular, Loop loop, Phi phi) {
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
            if (distance.isEmpty() || !isMultiple(distance.get(), Interval.power(twos))) {
                return Optional.empty();
            }
            Optional<Situation.EntryValue> exact = isMultiple(distance.get(), stride.abs())
                    ? exact(situation, phi, start, distance.get().times(Rational.ONE.dividedBy(Rational.of(stride))))
                    : Optional.empty();
            if (exact.isPresent()) {
                worst = worst.max(exact.get().greatest().add(BigInteger.ONE));
                exact.get().values().forEach(value -> formulas.add(value.plus(1)));
            } else {
                worst = worst.max(Interval.power(width - twos));
                formulas.add(Linear.of(Interval.power(width - twos)));
            }
        }
        return starts.isEmpty() || model.signed() ? Optional.empty() : Optional.of(new TripCount(worst, formulas));
    }

    private static boolean isMultiple(Linear form, BigInteger of) {
        return form.variables().stream().allMatch(v -> isMultiple(form.factor(v), of))
                && isMultiple(form.constant(), of);
    }

    private static boolean isMultiple(Rational number, BigInteger of) {
        return number.floor().mod(of).signum() == 0;
    }

    /** The number of strides to the end, if it is at least 0 on every way in that starts there. */
    private static Optional<Situation.EntryValue> exact(Situation situation, Phi phi, Value start, Linear strides) {
        return situation.positiveOnEntry(strides, phi, start);
    }
}
