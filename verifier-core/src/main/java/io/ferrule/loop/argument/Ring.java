package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How a phi goes round a ring: its next value is itself plus a stride, modulo the size of the ring.
 *
 * @param next the value that the phi has in the next round, whichever way the loop goes
 * @param size the number of places; the next value is always below it
 * @param fromInside whether that is only so for values that are below the size
 */
public record Ring(Value next, BigInteger size, BigInteger stride, boolean fromInside) {

    /** The ring of a phi of the loop's header. */
    static Optional<Ring> of(FunctionModel model, Loop loop, Phi phi) {
        List<Value> next = phi.incoming().stream()
                .filter(way -> loop.contains(way.block()))
                .map(way -> way.value())
                .distinct()
                .toList();
        int width = model.width(phi.type());
        if (next.size() != 1 || width < 2 || !(next.get(0) instanceof Value.Local local)) {
            return Optional.empty();
        }
        Value self = Value.Local.of(phi.header().result());
        Instruction definition = model.definition(local.index()).orElse(null);
        if (definition instanceof Binary binary) {
            return Semantics.number(binary.right())
                    .flatMap(number -> advance(model, binary.left(), self, width)
                            .flatMap(stride -> divided(binary, number, stride, width, local)));
        }
        return definition instanceof Select select ? chosen(model, select, self, width, local) : Optional.empty();
    }

    /** By how much a value is more than the phi, as a number of that width; not 0. */
    private static Optional<BigInteger> advance(FunctionModel model, Value value, Value phi, int width) {
        return new Modular(model, width)
                .form(value)
                .map(form -> form.minus(Linear.variable(((Value.Local) phi).index())))
                .filter(Linear::isConstant)
                .map(form -> form.constant().floor().mod(Interval.power(width)))
                .filter(by -> by.signum() > 0);
    }

    private static Optional<Ring> divided(
            Binary binary, BigInteger number, BigInteger stride, int width, Value.Local next) {
        if (binary.opcode() == Opcode.AND) {
            boolean mask = number.signum() > 0 && number.bitCount() == number.bitLength();
            BigInteger size = number.add(BigInteger.ONE);
            return mask && stride.mod(size).signum() > 0
                    ? Optional.of(new Ring(next, size, stride.mod(size), false))
                    : Optional.empty();
        }
        boolean remainder = binary.opcode() == Opcode.UREM && number.signum() > 0;
        boolean fits = remainder && number.add(stride).compareTo(Interval.power(width)) <= 0;
        return fits && stride.mod(number).signum() > 0
                ? Optional.of(new Ring(next, number, stride.mod(number), true))
                : Optional.empty();
    }

    /** One more, or 0 where that is the size. */
    private static Optional<Ring> chosen(FunctionModel model, Select select, Value phi, int width, Value.Local next) {
        boolean zeroFirst = isZero(select.ifTrue().value());
        Value more = zeroFirst ? select.ifFalse().value() : select.ifTrue().value();
        boolean possible = zeroFirst || isZero(select.ifFalse().value());
        boolean byOne = possible
                && advance(model, more, phi, width)
                        .filter(BigInteger.ONE::equals)
                        .isPresent();
        return byOne && select.condition().value() instanceof Value.Local condition
                ? model.definition(condition.index())
                        .filter(Compare.class::isInstance)
                        .map(Compare.class::cast)
                        .filter(compare -> compare.opcode() == Opcode.ICMP)
                        .flatMap(compare -> size(model, compare, phi, zeroFirst, width))
                        .map(size -> new Ring(next, size, BigInteger.ONE, true))
                : Optional.empty();
    }

    private static boolean isZero(Value value) {
        return value instanceof IntegerConstant number && number.value() == 0;
    }

    /** The size for which the comparison tells the last place of the ring from all others. */
    private static Optional<BigInteger> size(
            FunctionModel model, Compare compare, Value phi, boolean trueAtEnd, int width) {
        Optional<BigInteger> number = Semantics.number(compare.right()).filter(n -> n.signum() > 0);
        boolean self = compare.left().equals(phi);
        boolean oneMore = advance(model, compare.left(), phi, width)
                .filter(BigInteger.ONE::equals)
                .isPresent();
        if (model.width(compare.type()) != width || !(self || oneMore)) {
            return Optional.empty();
        }
        Optional<BigInteger> firstBeyond = switch (compare.predicate()) {
            case "eq" -> number.filter(n -> trueAtEnd);
            case "ne", "ult" -> number.filter(n -> !trueAtEnd);
            case "ugt" -> number.filter(n -> trueAtEnd).map(n -> n.add(BigInteger.ONE));
            default -> Optional.empty();
        };
        return firstBeyond
                .map(n -> self ? n.add(BigInteger.ONE) : n)
                .filter(size -> size.compareTo(BigInteger.ONE) > 0 && size.bitLength() < width);
    }
}
