package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Opcode;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Quotients, remainders and operations on bits, as inequalities that hold of their results. */
public final class Bitwise {

    private final Walk walk;
    private final Semantics semantics;
    private final Quotients quotients;

    Bitwise(Walk walk, Semantics semantics) {
        this.walk = walk;
        this.semantics = semantics;
        this.quotients = new Quotients(walk);
    }

    /** That of a walk that goes on from where another one is. */
    Bitwise(Walk walk, Semantics semantics, Bitwise other) {
        this.walk = walk;
        this.semantics = semantics;
        this.quotients = new Quotients(walk, other.quotients);
    }

    Linear quotient(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        Linear right = walk.value(binary.right(), width);
        boolean signedOperation = binary.opcode() == Opcode.ASHR || binary.opcode() == Opcode.SDIV;
        boolean positive = walk.model().signed()
                ? walk.entails(left)
                : !signedOperation
                        || walk.entails(Linear.of(Interval.ofWidth(width, true).maximum())
                                .minus(left));
        if (!positive) {
            return semantics.any(local, width);
        }
        boolean shift = binary.opcode() == Opcode.LSHR || binary.opcode() == Opcode.ASHR;
        boolean negativeDivisor = signedOperation && !shift && right.isConstant() && isNegative(right, width);
        if (negativeDivisor) {
            return semantics.any(local, width);
        }
        if (right.isConstant()) {
            return byConstant(local, left, right.constant().floor(), shift, width);
        }
        Linear result = semantics.any(local, width);
        if (!shift && binary.opcode() == Opcode.UDIV && !walk.model().signed()) {
            walk.require(left.minus(result));
            if (walk.entails(right.plus(-2))) {
                walk.require(left.minus(result.times(Rational.of(2))));
            }
        } else if (shift) {
            walk.require(result);
            walk.require(left.minus(result));
            if (walk.entails(right.plus(-1))) {
                walk.require(left.minus(result.times(Rational.of(2))));
            }
            atMostShifted(result, left, right, width);
        }
        return result;
    }

    /** A shift by at most some number leaves at least what a shift by that number does. */
    private void atMostShifted(Linear result, Linear left, Linear right, int width) {
        for (int most = 1; most < width; most = 2 * most + 1) {
            if (walk.entails(Linear.of(most).minus(right))) {
                Rational divisor = Rational.of(Interval.power(most));
                walk.require(result.plus(1).times(divisor).plus(-1).minus(left));
                return;
            }
        }
    }

    private boolean isNegative(Linear constant, int width) {
        return constant.constant().signum() < 0
                || (!walk.model().signed() && constant.constant().floor().testBit(width - 1));
    }

    private Linear byConstant(int local, Linear left, BigInteger number, boolean shift, int width) {
        boolean valid =
                shift ? number.signum() >= 0 && number.compareTo(BigInteger.valueOf(width)) < 0 : number.signum() > 0;
        if (!valid) {
            return semantics.any(local, width);
        }
        BigInteger divisor = shift ? Interval.power(number.intValue()) : number;
        Optional<Linear> known = quotients.quotient(left, divisor);
        if (known.isPresent()) {
            return known.get();
        }
        Linear result = semantics.any(local, width);
        quotients.setQuotient(left, divisor, result);
        return result;
    }

    Linear remainder(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        Linear right = walk.value(binary.right(), width);
        boolean usable = walk.model().signed()
                ? walk.entails(left) && walk.entails(right.plus(-1))
                : binary.opcode() == Opcode.UREM || bothPositive(left, right, width);
        Linear result = semantics.any(local, width);
        if (!usable) {
            return result;
        }
        walk.require(result);
        walk.require(left.minus(result));
        walk.require(right.minus(result).plus(-1));
        if (walk.mayFork(walk.model().blockOf(local))) {
            if (walk.choose(2) == 0) {
                walk.require(right.minus(left).plus(-1));
                walk.prune();
                walk.require(result.minus(left));
            } else {
                walk.require(left.minus(right));
                walk.prune();
                walk.require(left.minus(right).minus(result));
            }
        }
        if (right.isConstant() && right.constant().signum() > 0) {
            quotients.setRemainder(left, right.constant().floor(), result);
        }
        return result;
    }

    private boolean bothPositive(Linear left, Linear right, int width) {
        Linear largest = Linear.of(Interval.ofWidth(width, true).maximum());
        return walk.entails(largest.minus(left)) && walk.entails(largest.minus(right));
    }

    Linear value(int local, Binary binary, int width) {
        return switch (binary.opcode()) {
            case AND -> and(local, binary, width);
            case OR -> or(local, binary, width);
            default -> xor(local, binary, width);
        };
    }

    private Linear and(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        Linear right = walk.value(binary.right(), width);
        if (!walk.model().signed() && right.isConstant()) {
            BigInteger mask = right.constant().floor();
            int low = mask.getLowestSetBit();
            boolean clears = low > 0 && isLowMask(mask.shiftRight(low));
            if (clears
                    && walk.entails(Linear.of(Interval.power(mask.bitLength()))
                            .minus(left)
                            .plus(-1))) {
                Linear multiple = quotients.multiple(left, Interval.power(low));
                walk.requireEqual(Linear.variable(local), multiple);
                return multiple;
            }
            Optional<Linear> rest = isLowMask(mask) ? rest(left, mask.add(BigInteger.ONE)) : Optional.empty();
            if (rest.isPresent()) {
                return rest.get();
            }
        }
        Linear result = semantics.any(local, width);
        if (!walk.model().signed()) {
            walk.require(left.minus(result));
            walk.require(right.minus(result));
            if (right.isConstant() && isLowMask(right.constant().floor())) {
                quotients.setRemainder(left, right.constant().floor().add(BigInteger.ONE), result);
            }
            clearLowest(binary, result, width);
            return result;
        }
        for (Linear operand : List.of(left, right)) {
            if (walk.entails(operand)) {
                walk.require(result);
                walk.require(operand.minus(result));
            }
        }
        return result;
    }

    /** What is left of a number over a divisor, where the quotient is known to be 0 or 1. */
    private Optional<Linear> rest(Linear number, BigInteger divisor) {
        Linear above = number.minus(Linear.of(divisor));
        if (walk.entails(above.negate().plus(-1))) {
            return Optional.of(number);
        }
        boolean once = walk.entails(above)
                && walk.entails(Linear.of(divisor).minus(above).plus(-1));
        return once ? Optional.of(above) : Optional.empty();
    }

    /** Whether a number is one less than a power of two. */
    private static boolean isLowMask(BigInteger number) {
        return number.signum() > 0 && number.bitCount() == number.bitLength();
    }

    /** {@code x & (x - 1)} is less than {@code x}, which is not 0. */
    private void clearLowest(Binary binary, Linear result, int width) {
        for (List<Value> pair :
                List.of(List.of(binary.left(), binary.right()), List.of(binary.right(), binary.left()))) {
            if (isPredecessor(pair.get(1), pair.get(0))) {
                Linear number = walk.value(pair.get(0), width);
                if (walk.entails(number.plus(-1))) {
                    walk.require(number.plus(-1).minus(result));
                }
            }
        }
    }

    /** Whether {@code value} is {@code of - 1}. */
    private boolean isPredecessor(Value value, Value of) {
        return definition(value)
                .filter(sum -> sum.opcode() == Opcode.ADD
                        && sum.left().equals(of)
                        && sum.right() instanceof IntegerConstant one
                        && one.value() == -1)
                .isPresent();
    }

    private Optional<Binary> definition(Value value) {
        return value instanceof Value.Local local
                ? walk.model()
                        .definition(local.index())
                        .filter(Binary.class::isInstance)
                        .map(Binary.class::cast)
                : Optional.empty();
    }

    private Linear or(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        Linear right = walk.value(binary.right(), width);
        Linear result = semantics.any(local, width);
        if (!walk.model().signed()) {
            walk.require(result.minus(left));
            walk.require(result.minus(right));
            walk.require(left.plus(right).minus(result));
        }
        return result;
    }

    private Linear xor(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        if (binary.right() instanceof IntegerConstant ones && ones.value() == -1) {
            Interval all = walk.model().interval(width);
            return Linear.of(all.maximum().add(all.minimum())).minus(left);
        }
        Linear right = walk.value(binary.right(), width);
        if (left.equals(right)) {
            return Linear.ZERO;
        }
        Linear result = semantics.any(local, width);
        if (!walk.model().signed()) {
            walk.require(left.plus(right).minus(result));
        }
        return result;
    }
}
