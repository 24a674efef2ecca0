package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values as linear forms over locals that are right modulo 2 to the power of a width, which is that of the values or
 * less. Additions never need to be known not to wrap.
 */
public final class Modular {

    private static final int DEPTH_LIMIT = 60;

    private final FunctionModel model;
    private final int width;

    /** Forms modulo 2 to the power of {@code width}, which is in bits. */
    public Modular(FunctionModel model, int width) {
        this.model = model;
        this.width = width;
    }

    /** The form of a value of that width. */
    Optional<Linear> form(Value value) {
        return form(value, 0);
    }

    private Optional<Linear> form(Value value, int depth) {
        if (value instanceof IntegerConstant number) {
            return Optional.of(reduced(Linear.of(BigInteger.valueOf(number.value()))));
        }
        if (value == Simple.NULL) {
            return Optional.of(Linear.ZERO);
        }
        if (!(value instanceof Value.Local local)) {
            return Optional.empty();
        }
        Optional<Linear> computed = depth > DEPTH_LIMIT
                ? Optional.empty()
                : model.definition(local.index()).flatMap(i -> computed(i, depth + 1));
        return Optional.of(computed.map(this::reduced).orElseGet(() -> Linear.variable(local.index())));
    }

    private Optional<Linear> computed(Instruction instruction, int depth) {
        if (instruction instanceof Binary binary && model.width(binary.type()) >= width) {
            return binary(binary, depth);
        }
        if (instruction instanceof ElementPointer pointer && width == FunctionModel.POINTER_BITS) {
            return pointer(pointer, depth);
        }
        if (instruction instanceof ExtractValue extract && extract.indices().equals(List.of(0))) {
            return Semantics.withOverflow(model, extract)
                    .filter(call -> model.width(call.call().arguments().get(0).type()) == width)
                    .flatMap(call -> checked(call, depth));
        }
        if (instruction.opcode() == Opcode.TRUNC && instruction instanceof Cast cast) {
            return model.width(cast.operand().type()) > width
                    ? form(cast.operand().value(), depth)
                    : Optional.empty();
        }
        boolean sameBits = instruction.opcode() == Opcode.PTRTOINT || instruction.opcode() == Opcode.INTTOPTR;
        return sameBits
                        && instruction instanceof Cast cast
                        && model.width(cast.operand().type()) == width
                ? form(cast.operand().value(), depth)
                : Optional.empty();
    }

    private Optional<Linear> checked(CallInstruction call, int depth) {
        Value left = call.call().arguments().get(0).value();
        Value right = call.call().arguments().get(1).value();
        return switch (Intrinsics.operation(call).orElse("")) {
            case "uadd.with.overflow", "sadd.with.overflow" -> sum(left, right, Rational.ONE, depth);
            case "usub.with.overflow", "ssub.with.overflow" -> sum(left, right, Rational.MINUS_ONE, depth);
            default -> Optional.empty();
        };
    }

    private Optional<Linear> binary(Binary binary, int depth) {
        return switch (binary.opcode()) {
            case ADD -> sum(binary.left(), binary.right(), Rational.ONE, depth);
            case SUB -> sum(binary.left(), binary.right(), Rational.MINUS_ONE, depth);
            case MUL ->
                Semantics.number(binary.right())
                        .flatMap(factor -> form(binary.left(), depth).map(f -> f.times(Rational.of(factor))));
            case SHL ->
                Semantics.number(binary.right())
                        .filter(by -> by.signum() >= 0 && by.compareTo(BigInteger.valueOf(width)) < 0)
                        .flatMap(by -> form(binary.left(), depth)
                                .map(f -> f.times(Rational.of(Interval.power(by.intValue())))));
            default -> Optional.empty();
        };
    }

    private Optional<Linear> sum(Value left, Value right, Rational factor, int depth) {
        return form(left, depth).flatMap(a -> form(right, depth).map(b -> a.plus(b, factor)));
    }

    private Optional<Linear> pointer(ElementPointer pointer, int depth) {
        OptionalLong size = io.ferrule.graph.TypeSizes.of(pointer.sourceType());
        boolean simple = size.isPresent()
                && pointer.indices().size() == 1
                && model.width(pointer.base().type()) == width
                && model.width(pointer.indices().get(0).type()) == width;
        return simple ? sumOfPointer(pointer, Rational.of(size.getAsLong()), depth) : Optional.empty();
    }

    private Optional<Linear> sumOfPointer(ElementPointer pointer, Rational size, int depth) {
        return form(pointer.base().value(), depth)
                .flatMap(base -> form(pointer.indices().get(0).value(), depth).map(index -> base.plus(index, size)));
    }

    /** The same form modulo the power of two, its numbers as near to 0 as can be. */
    Linear reduced(Linear form) {
        Linear sum = Linear.of(near(form.constant()));
        for (int variable : form.variables()) {
            sum = sum.plus(Linear.variable(variable), near(form.factor(variable)));
        }
        return sum;
    }

    private Rational near(Rational number) {
        BigInteger rest = number.floor().mod(Interval.power(width));
        return Rational.of(rest.testBit(width - 1) ? rest.subtract(Interval.power(width)) : rest);
    }
}
