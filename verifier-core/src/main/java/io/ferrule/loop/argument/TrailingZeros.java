package io.ferrule.loop.argument;

import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Intrinsics;
import io.ferrule.loop.walk.Semantics;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.Value;
import java.util.Optional;

/**
 * How many low bits of a value are known to be 0, because of how it is computed. A value that is poison may have any; a
 * loop whose way depends on poison is undefined behaviour.
 */
public final class TrailingZeros {

    private static final int DEPTH_LIMIT = 12;

    private final FunctionModel model;
    private final int width;

    /** For values of that width. */
    TrailingZeros(FunctionModel model, int width) {
        this.model = model;
        this.width = width;
    }

    /** The number of low bits that are 0 whatever happens; all of them for 0. */
    int of(Value value) {
        return of(value, 0);
    }

    private int of(Value value, int depth) {
        if (value instanceof IntegerConstant number) {
            return number.value() == 0 ? width : Math.min(width, Long.numberOfTrailingZeros(number.value()));
        }
        if (!(value instanceof Value.Local local) || depth > DEPTH_LIMIT) {
            return 0;
        }
        return model.definition(local.index())
                .map(instruction -> of(instruction, depth + 1))
                .orElse(0);
    }

    private int of(Instruction instruction, int depth) {
        if (instruction instanceof Binary binary) {
            return binary(binary, depth);
        }
        if (instruction instanceof Cast cast) {
            boolean keeps = switch (cast.opcode()) {
                case ZEXT, SEXT, TRUNC -> model.width(cast.operand().type()) > 1;
                default -> false;
            };
            return keeps ? of(cast.operand().value(), depth) : 0;
        }
        if (instruction instanceof Select select) {
            return Math.min(
                    of(select.ifTrue().value(), depth), of(select.ifFalse().value(), depth));
        }
        if (instruction instanceof CallInstruction call) {
            return switch (Intrinsics.operation(call).orElse("")) {
                case "umin", "umax", "smin", "smax" -> Math.min(argument(call, 0, depth), argument(call, 1, depth));
                default -> 0;
            };
        }
        return 0;
    }

    private int argument(CallInstruction call, int index, int depth) {
        return of(call.call().arguments().get(index).value(), depth);
    }

    private int binary(Binary binary, int depth) {
        if (model.width(binary.type()) == 0) {
            return 0;
        }
        return switch (binary.opcode()) {
            case AND -> Math.max(of(binary.left(), depth), of(binary.right(), depth));
            case OR, XOR, ADD, SUB, UREM, SREM -> Math.min(of(binary.left(), depth), of(binary.right(), depth));
            case MUL -> Math.min(width, of(binary.left(), depth) + of(binary.right(), depth));
            case SHL -> Math.min(width, of(binary.left(), depth) + shifted(binary));
            default -> 0;
        };
    }

    private static int shifted(Binary shift) {
        Optional<Integer> by =
                Semantics.number(shift.right()).filter(n -> n.bitLength() < 8).map(n -> n.intValue());
        return by.filter(n -> n >= 0).orElse(0);
    }
}
