package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A phi moves by a constant stride, and no round goes on in which it has a certain value: the loop is left there, under
 * whatever conditions. Where {@link EqualityExit} finds the comparison that leaves the loop, this asks each way round
 * whether it could have been taken with that value. So ends the reading of a LEB128 number: at the last shift a byte is
 * refused that would not fit, and any that fits is the last.
 *
 * <p>It counts as {@link EqualityExit} does, modulo 2 to the power of the width: the n-th round begins n strides from the
 * start, and one of them is at that value, where the stride meets it.
 *
 * @param phi of the loop's header
 * @param end the value, as unsigned number
 */
public record AvoidedEnd(int phi, BigInteger end) implements Termination {

    private static final int CANDIDATES = 8;

    @Override
    public String name() {
        return "counts to a value with which no round goes on";
    }

    /** The numbers that the phis of a loop are compared with for equality. */
    public static List<AvoidedEnd> candidates(FunctionModel model, Loop loop) {
        if (model.signed()) {
            return List.of();
        }
        Set<AvoidedEnd> found = new LinkedHashSet<>();
        for (int block : loop.blocks()) {
            for (Instruction instruction : model.block(block).instructions()) {
                if (instruction instanceof Compare compare
                        && compare.opcode() == Opcode.ICMP
                        && Set.of("eq", "ne").contains(compare.predicate())) {
                    of(model, loop, compare).ifPresent(found::add);
                }
            }
        }
        return found.stream().limit(CANDIDATES).toList();
    }

    /** What a comparison of a phi, or of a phi and a number, with a number suggests. */
    private static Optional<AvoidedEnd> of(FunctionModel model, Loop loop, Compare compare) {
        int width = model.width(compare.type());
        if (width < 2 || Semantics.number(compare.right()).isEmpty()) {
            return Optional.empty();
        }
        Modular modular = new Modular(model, width);
        return modular.form(compare.left())
                .flatMap(left -> modular.form(compare.right()).map(left::minus))
                .filter(distance -> distance.variables().size() == 1)
                .flatMap(distance -> {
                    int local = distance.variables().get(0);
                    boolean counted = distance.equals(Linear.variable(local).plus(distance.constant()))
                            && counter(model, loop, local).isPresent();
                    BigInteger end = model.read(distance.constant().negate().floor(), width);
                    return counted ? Optional.of(new AvoidedEnd(local, end)) : Optional.empty();
                });
    }

    private static Optional<Phi> counter(FunctionModel model, Loop loop, int local) {
        return model.numericPhis(loop.header()).stream()
                .filter(phi -> phi.header().result() == local)
                .findFirst();
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        Optional<Phi> counter = model.signed() ? Optional.empty() : counter(model, situation.loop(), phi);
        if (counter.isEmpty()) {
            return Optional.empty();
        }
        int width = model.width(counter.get().type());
        boolean inside = end.signum() >= 0 && end.bitLength() <= width;
        return inside && isAvoided(situation)
                ? EqualityExit.rounds(situation, width, counter.get(), Linear.of(end))
                : Optional.empty();
    }

    /** Whether no way round can be taken that begins with the value. */
    private boolean isAvoided(Situation situation) {
        return situation.transitions().stream().allMatch(way -> {
            Linear distance = way.before(Linear.variable(phi)).minus(Linear.of(end));
            List<Linear> there = Stream.concat(
                            way.constraints().stream(),
                            Stream.of(distance.tightened(), distance.negate().tightened()))
                    .toList();
            return situation.oracle().entails(there, Oracle.FALSE);
        });
    }
}
