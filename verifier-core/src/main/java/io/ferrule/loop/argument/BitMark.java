package io.ferrule.loop.argument;

import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.EdgeConditions.Known;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Walk;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.util.List;
import java.util.Optional;

/**
 * Each round marks a place of a bit set that was not marked: it clears a bit that is set ({@code set & !bit} where
 * {@code set & bit} is not 0), or sets one that is clear. Which bit that is may come from anywhere. The set of width w
 * has at most w bits to clear, so the loop goes round at most w times.
 *
 * <p>That the bit was set may have been tested in the same round, or at the end of the round before, by the set and the
 * bit that are handed on. In the second case the first round need not clear a bit, but the last one tested that there
 * was one left: again the header is executed at most w + 1 times.
 *
 * @param phi the bit set, a phi of the header
 */
public record BitMark(int phi) implements Termination {

    @Override
    public String name() {
        return "marks a bit each round";
    }

    @Override
    public boolean needsRounds() {
        return false;
    }

    /** The phis that may be such sets. */
    public static List<BitMark> candidates(FunctionModel model, Loop loop) {
        return model.numericPhis(loop.header()).stream()
                .map(set -> new BitMark(set.header().result()))
                .filter(mark -> mark.holds(model, loop))
                .toList();
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        boolean valid = phi >= 0 && phi < model.locals() && !model.signed() && holds(model, situation.loop());
        return valid
                ? model.typeOf(Value.Local.of(phi)).map(type -> TripCount.of(model.width(type) + 1L))
                : Optional.empty();
    }

    /** A set after a round, and the bits that it has lost or won. */
    private record Mark(Value set, Value bits, boolean clears) {}

    private boolean holds(FunctionModel model, Loop loop) {
        if (!isHeaderPhi(model, loop, Value.Local.of(phi))) {
            return false;
        }
        boolean inRound = !loop.latches().isEmpty();
        boolean before = inRound;
        for (int latch : loop.latches()) {
            Optional<Mark> mark = mark(model, incoming(model, phi, latch));
            if (mark.isEmpty()) {
                return false;
            }
            inRound &= isTested(model, loop, latch, new Mark(Value.Local.of(phi), mark.get().bits, mark.get().clears));
            before &= isHeaderPhi(model, loop, mark.get().bits)
                    && loop.latches().stream().allMatch(last -> isTestedBefore(model, loop, last, mark.get()));
        }
        return inRound || before;
    }

    /** Whether a round that ends there has tested the set and the bits that it hands on. */
    private boolean isTestedBefore(FunctionModel model, Loop loop, int latch, Mark mark) {
        Value set = incoming(model, phi, latch);
        Value bits = incoming(model, ((Value.Local) mark.bits).index(), latch);
        return isTested(model, loop, latch, new Mark(set, bits, mark.clears));
    }

    private static boolean isHeaderPhi(FunctionModel model, Loop loop, Value value) {
        return value instanceof Value.Local local
                && !model.isParameter(local.index())
                && model.blockOf(local.index()) == loop.header()
                && model.definition(local.index()).orElseThrow() instanceof Phi definition
                && model.width(definition.type()) > 1;
    }

    private static Value incoming(FunctionModel model, int phi, int latch) {
        return Walk.incoming((Phi) model.definition(phi).orElseThrow(), latch).orElseThrow();
    }

    /** What makes that value out of the set. */
    private Optional<Mark> mark(FunctionModel model, Value value) {
        Optional<Binary> result = binary(model, value);
        Value self = Value.Local.of(phi);
        Optional<Value> other = result.filter(
                        r -> r.left().equals(self) || r.right().equals(self))
                .map(r -> r.left().equals(self) ? r.right() : r.left());
        return other.flatMap(bits -> switch (result.orElseThrow().opcode()) {
            case AND -> inverted(model, bits).map(cleared -> new Mark(value, cleared, true));
            case OR -> Optional.of(new Mark(value, bits, false));
            default -> Optional.empty();
        });
    }

    private static Optional<Value> inverted(FunctionModel model, Value value) {
        return binary(model, value)
                .filter(not -> not.opcode() == Opcode.XOR && isConstant(not.right(), -1))
                .map(Binary::left);
    }

    /**
     * Whether the way back from there is only taken where the set has one of the bits, if they are to be cleared; or none
     * of them, and they are one bit, if they are to be set.
     */
    private static boolean isTested(FunctionModel model, Loop loop, int latch, Mark mark) {
        boolean oneBit = binary(model, mark.bits)
                .filter(shift -> shift.opcode() == Opcode.SHL && isConstant(shift.left(), 1))
                .isPresent();
        return (mark.clears || oneBit)
                && EdgeConditions.at(model, loop, latch).stream().anyMatch(known -> tests(model, known, mark));
    }

    private static boolean tests(FunctionModel model, Known known, Mark mark) {
        Optional<Instruction> definition = definition(model, known.condition());
        if (definition.orElse(null) instanceof Compare compare) {
            boolean equality = compare.opcode() == Opcode.ICMP
                    && isConstant(compare.right(), 0)
                    && List.of("eq", "ne").contains(compare.predicate());
            boolean has = compare.predicate().equals("ne") == known.truth();
            return equality
                    && has == mark.clears
                    && (isCommon(model, compare.left(), mark)
                            || binary(model, compare.left())
                                    .filter(and -> and.opcode() == Opcode.AND && isConstant(and.right(), 1))
                                    .filter(and -> isShiftedDown(model, and.left(), mark))
                                    .isPresent());
        }
        return definition.orElse(null) instanceof Cast cast
                && cast.opcode() == Opcode.TRUNC
                && known.truth() == mark.clears
                && isShiftedDown(model, cast.operand().value(), mark);
    }

    /** {@code set & bits}. */
    private static boolean isCommon(FunctionModel model, Value value, Mark mark) {
        return binary(model, value)
                .filter(and -> and.opcode() == Opcode.AND)
                .filter(and -> (and.left().equals(mark.set) && and.right().equals(mark.bits))
                        || (and.left().equals(mark.bits) && and.right().equals(mark.set)))
                .isPresent();
    }

    /** {@code set >> n} where the bit is {@code 1 << n}; its lowest bit is the one that is marked. */
    private static boolean isShiftedDown(FunctionModel model, Value value, Mark mark) {
        return binary(model, value)
                .filter(down -> down.opcode() == Opcode.LSHR && down.left().equals(mark.set))
                .flatMap(down -> binary(model, mark.bits)
                        .filter(up -> up.opcode() == Opcode.SHL
                                && isConstant(up.left(), 1)
                                && up.right().equals(down.right())))
                .isPresent();
    }

    private static boolean isConstant(Value value, long number) {
        return value instanceof IntegerConstant constant && constant.value() == number;
    }

    private static Optional<Binary> binary(FunctionModel model, Value value) {
        return definition(model, value).filter(Binary.class::isInstance).map(Binary.class::cast);
    }

    private static Optional<Instruction> definition(FunctionModel model, Value value) {
        return value instanceof Value.Local local ? model.definition(local.index()) : Optional.empty();
    }
}
