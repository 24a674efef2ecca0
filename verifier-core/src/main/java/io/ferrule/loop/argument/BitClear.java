package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.loop.walk.Situation;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.util.List;
import java.util.Optional;

/**
 * Each round moves the lowest set bit of a phi up, which is not 0 whenever the loop goes round: it clears that bit, by
 * {@code x & (x - 1)} or {@code 1 << cttz(x)}, or shifts all bits up. There are no more rounds than bits, and one.
 *
 * @param phi a phi of the header
 */
public record BitClear(int phi) implements Termination {

    @Override
    public String name() {
        return "moves its lowest bit up each round";
    }

    /** The phis that change so. */
    public static List<BitClear> candidates(FunctionModel model, Loop loop) {
        return model.numericPhis(loop.header()).stream()
                .map(phi -> new BitClear(phi.header().result()))
                .filter(claim -> claim.clears(model, loop))
                .toList();
    }

    @Override
    public Optional<TripCount> check(Situation situation) {
        FunctionModel model = situation.model();
        boolean valid = !model.signed()
                && clears(model, situation.loop())
                && situation.transitions().stream()
                        .allMatch(way ->
                                situation.holdsBefore(way, Linear.variable(phi).plus(-1)));
        Phi counter = valid ? (Phi) model.definition(phi).orElseThrow() : null;
        return counter == null ? Optional.empty() : Optional.of(TripCount.of(model.width(counter.type()) + 1L));
    }

    private boolean clears(FunctionModel model, Loop loop) {
        return phi >= 0
                && phi < model.locals()
                && !model.isParameter(phi)
                && model.blockOf(phi) == loop.header()
                && model.definition(phi).orElseThrow() instanceof Phi counter
                && model.width(counter.type()) > 1
                && counter.incoming().stream()
                        .filter(way -> loop.contains(way.block()))
                        .allMatch(way -> isCleared(model, way.value()));
    }

    private boolean isCleared(FunctionModel model, Value value) {
        Value self = Value.Local.of(phi);
        boolean shifted = binary(model, value)
                .filter(shift -> shift.opcode() == Opcode.SHL
                        && shift.left().equals(self)
                        && shift.right() instanceof IntegerConstant by
                        && by.value() > 0)
                .isPresent();
        return shifted || isLowestBitCleared(model, value, self);
    }

    private boolean isLowestBitCleared(FunctionModel model, Value value, Value self) {
        return binary(model, value)
                .filter(result -> result.opcode() == Opcode.AND || result.opcode() == Opcode.XOR)
                .filter(result -> {
                    Value other = result.left().equals(self) ? result.right() : result.left();
                    boolean uses = result.left().equals(self) || result.right().equals(self);
                    boolean and = result.opcode() == Opcode.AND;
                    return uses
                            && (and
                                    ? isLess(model, other) || isInvertedLowestBit(model, other)
                                    : isLowestBit(model, other));
                })
                .isPresent();
    }

    /** {@code x - 1}. */
    private boolean isLess(FunctionModel model, Value value) {
        return binary(model, value)
                .filter(sum -> sum.opcode() == Opcode.ADD
                        && sum.left().equals(Value.Local.of(phi))
                        && sum.right() instanceof IntegerConstant one
                        && one.value() == -1)
                .isPresent();
    }

    private boolean isInvertedLowestBit(FunctionModel model, Value value) {
        return binary(model, value)
                .filter(not -> not.opcode() == Opcode.XOR
                        && not.right() instanceof IntegerConstant ones
                        && ones.value() == -1
                        && isLowestBit(model, not.left()))
                .isPresent();
    }

    /** {@code 1 << cttz(x)}. */
    private boolean isLowestBit(FunctionModel model, Value value) {
        return binary(model, value)
                .filter(shift -> shift.opcode() == Opcode.SHL
                        && shift.left() instanceof IntegerConstant one
                        && one.value() == 1
                        && isTrailingZeros(model, shift.right()))
                .isPresent();
    }

    private boolean isTrailingZeros(FunctionModel model, Value value) {
        Optional<Instruction> definition = definition(model, value);
        while (definition.isPresent() && definition.get() instanceof Cast cast && cast.opcode() == Opcode.ZEXT) {
            definition = definition(model, cast.operand().value());
        }
        return definition
                .filter(instruction -> instruction instanceof CallInstruction call
                        && Intrinsics.operation(call).filter("cttz"::equals).isPresent()
                        && call.call().arguments().get(0).value().equals(Value.Local.of(phi)))
                .isPresent();
    }

    private static Optional<Binary> binary(FunctionModel model, Value value) {
        return definition(model, value).filter(Binary.class::isInstance).map(Binary.class::cast);
    }

    private static Optional<Instruction> definition(FunctionModel model, Value value) {
        return value instanceof Value.Local local ? model.definition(local.index()) : Optional.empty();
    }
}
