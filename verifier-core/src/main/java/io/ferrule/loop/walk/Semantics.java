package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.program.CallInstruction;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What instructions compute, over the integers and exactly: a result that may wrap around does so, by as much as is
 * possible, and where several amounts are possible the walk forks. Integer {@code nuw} and {@code nsw} are not trusted.
 * Whatever is not known is any value of its type.
 */
public final class Semantics {

    private final Walk walk;
    private final Bitwise bitwise;
    private final MinMax minMax;
    private final FrozenLoads frozen;

    Semantics(Walk walk) {
        this.walk = walk;
        this.bitwise = new Bitwise(walk, this);
        this.minMax = new MinMax(walk, this);
        this.frozen = new FrozenLoads(walk);
    }

    /** That of a walk that goes on from where another one is, with all that was worked out on the way. */
    Semantics(Walk walk, Semantics other) {
        this.walk = walk;
        this.bitwise = new Bitwise(walk, this, other.bitwise);
        this.minMax = new MinMax(walk, this);
        this.frozen = new FrozenLoads(walk, other.frozen);
    }

    /** The number that the instruction which defines that local computes. */
    Linear value(int local, Instruction definition, int width) {
        if (width < 2) {
            return truth(local, definition, width);
        }
        if (definition instanceof Binary binary) {
            return binary(local, binary, width);
        }
        if (definition instanceof Cast cast) {
            return cast(local, cast, width);
        }
        if (definition instanceof Select select) {
            return select(local, select, width);
        }
        if (definition instanceof ElementPointer pointer) {
            return pointer(local, pointer);
        }
        if (definition instanceof Load load) {
            return load(local, load, width);
        }
        if (definition instanceof CallInstruction call) {
            return call(local, call, width);
        }
        if (definition instanceof ExtractValue extract) {
            return extract(local, extract, width);
        }
        return any(local, width);
    }

    private Linear load(int local, Load load, int width) {
        Optional<Linear> known = frozen.number(load, width);
        if (known.isPresent()) {
            return known.get();
        }
        Linear number = walk.atom(
                local, width, Ranges.of(walk.model().program(), load.header().attachments(), width));
        frozen.remember(load, width, number);
        return number;
    }

    /** A condition as a number: true and false are ways of their own. */
    private Linear truth(int local, Instruction definition, int width) {
        boolean decided = definition instanceof Compare
                || definition instanceof Binary
                || definition instanceof Select
                || definition instanceof ExtractValue;
        if (width < 1 || !decided || !walk.mayFork(block(local))) {
            return any(local, width);
        }
        boolean set = walk.choose(2) == 0;
        walk.assume(Value.Local.of(local), set);
        walk.prune();
        return set ? Linear.of(walk.model().read(BigInteger.ONE, width)) : Linear.ZERO;
    }

    /** Any value of that width. */
    Linear any(int local, int width) {
        return walk.atom(local, width, Optional.empty());
    }

    private Linear binary(int local, Binary binary, int width) {
        return switch (binary.opcode()) {
            case ADD -> sum(local, binary, width);
            case SUB ->
                wrapped(local, walk.value(binary.left(), width).minus(walk.value(binary.right(), width)), width);
            case MUL -> product(local, walk.value(binary.left(), width), walk.value(binary.right(), width), width);
            case SHL -> shiftLeft(local, binary, width);
            case LSHR, ASHR, UDIV, SDIV -> bitwise.quotient(local, binary, width);
            case UREM, SREM -> bitwise.remainder(local, binary, width);
            case AND, OR, XOR -> bitwise.value(local, binary, width);
            default -> any(local, width);
        };
    }

    /** To add a number of the upper half is to subtract a small one. */
    private Linear sum(int local, Binary binary, int width) {
        Linear left = walk.value(binary.left(), width);
        Linear right = walk.value(binary.right(), width);
        if (right.isConstant() && !walk.model().signed()) {
            BigInteger number = right.constant().floor();
            if (number.testBit(width - 1)) {
                return wrapped(local, left.plus(Linear.of(number.subtract(Interval.power(width)))), width);
            }
        }
        return wrapped(local, left.plus(right), width);
    }

    /** A result that is off by at most one wrap. */
    Linear wrapped(int local, Linear exact, int width) {
        Interval all = walk.model().interval(width);
        if (exact.isConstant()) {
            return Linear.of(walk.model().read(exact.constant().floor(), width));
        }
        boolean notAbove = walk.entails(Linear.of(all.maximum()).minus(exact));
        boolean notBelow = walk.entails(exact.minus(Linear.of(all.minimum())));
        if (notAbove && notBelow) {
            return exact;
        }
        if (!walk.mayFork(block(local))) {
            return any(local, width);
        }
        int way = walk.choose(notAbove || notBelow ? 2 : 3);
        Linear size = Linear.of(Interval.power(width));
        Linear result = way == 0 ? exact : way == 1 && !notAbove ? exact.minus(size) : exact.plus(size);
        walk.require(result.minus(Linear.of(all.minimum())));
        walk.require(Linear.of(all.maximum()).minus(result));
        walk.prune();
        return result;
    }

    private int block(int local) {
        return walk.model().blockOf(local);
    }

    private Linear product(int local, Linear left, Linear right, int width) {
        if (!left.isConstant() && !right.isConstant()) {
            return any(local, width);
        }
        Linear exact = left.isConstant() ? right.times(left.constant()) : left.times(right.constant());
        return within(local, exact, width);
    }

    /** A result that is used only where it is known not to wrap. */
    private Linear within(int local, Linear exact, int width) {
        Interval all = walk.model().interval(width);
        if (exact.isConstant()) {
            return Linear.of(walk.model().read(exact.constant().floor(), width));
        }
        boolean fits = walk.entails(Linear.of(all.maximum()).minus(exact))
                && walk.entails(exact.minus(Linear.of(all.minimum())));
        return fits ? exact : any(local, width);
    }

    private Linear shiftLeft(int local, Binary binary, int width) {
        Optional<BigInteger> by = number(binary.right());
        if (by.isEmpty() || by.get().signum() < 0 || by.get().compareTo(BigInteger.valueOf(width)) >= 0) {
            return any(local, width);
        }
        Rational factor = Rational.of(Interval.power(by.get().intValue()));
        return within(local, walk.value(binary.left(), width).times(factor), width);
    }

    /** The number that is written there. */
    public static Optional<BigInteger> number(Value value) {
        return value instanceof IntegerConstant constant
                ? Optional.of(BigInteger.valueOf(constant.value()))
                : Optional.empty();
    }

    private Linear cast(int local, Cast cast, int width) {
        int from = walk.model().width(cast.operand().type());
        if (from == 0) {
            return any(local, width);
        }
        return switch (cast.opcode()) {
            case ZEXT -> from == 1 ? bit(local, cast, 1, width) : zeroExtended(local, cast, from, width);
            case SEXT -> from == 1 ? bit(local, cast, -1, width) : signExtended(local, cast, from, width);
            case TRUNC -> truncated(local, cast, from, width);
            case PTRTOINT, PTRTOADDR, INTTOPTR, BITCAST ->
                from == width && !walk.model().signed()
                        ? walk.value(cast.operand().value(), width)
                        : any(local, width);
            default -> any(local, width);
        };
    }

    private Linear bit(int local, Cast cast, int one, int width) {
        BigInteger number = walk.model().read(BigInteger.valueOf(one), width);
        if (!walk.mayFork(block(local))) {
            Linear result = any(local, width);
            walk.require(one > 0 ? Linear.of(1).minus(result) : Linear.ZERO);
            return result;
        }
        boolean set = walk.choose(2) == 0;
        walk.assume(cast.operand().value(), set);
        walk.prune();
        return set ? Linear.of(number) : Linear.ZERO;
    }

    private Linear zeroExtended(int local, Cast cast, int from, int width) {
        Linear operand = walk.value(cast.operand().value(), from);
        if (!walk.model().signed() || walk.entails(operand)) {
            return operand;
        }
        Linear result = any(local, width);
        walk.require(result);
        walk.require(Linear.of(Interval.ofWidth(from, false).maximum()).minus(result));
        return result;
    }

    private Linear signExtended(int local, Cast cast, int from, int width) {
        Linear operand = walk.value(cast.operand().value(), from);
        if (walk.model().signed()) {
            return operand;
        }
        Linear positive = Linear.of(Interval.ofWidth(from, true).maximum()).minus(operand);
        if (walk.entails(positive)) {
            return operand;
        }
        if (!walk.mayFork(block(local))) {
            return any(local, width);
        }
        if (walk.choose(2) == 0) {
            walk.require(positive);
            walk.prune();
            return operand;
        }
        walk.require(positive.negate().plus(-1));
        walk.prune();
        return operand.plus(Linear.of(Interval.power(width).subtract(Interval.power(from))));
    }

    private Linear truncated(int local, Cast cast, int from, int width) {
        Linear operand = walk.value(cast.operand().value(), from);
        Interval all = walk.model().interval(width);
        boolean fits = walk.entails(Linear.of(all.maximum()).minus(operand))
                && walk.entails(operand.minus(Linear.of(all.minimum())));
        if (fits) {
            return operand;
        }
        Linear result = any(local, width);
        if (!walk.model().signed()) {
            walk.require(operand.minus(result));
        }
        return result;
    }

    private Linear select(int local, Select select, int width) {
        if (walk.mayFork(block(local))) {
            boolean first = walk.choose(2) == 0;
            walk.assume(select.condition().value(), first);
            walk.prune();
            return walk.value((first ? select.ifTrue() : select.ifFalse()).value(), width);
        }
        Linear a = walk.value(select.ifTrue().value(), width);
        Linear b = walk.value(select.ifFalse().value(), width);
        Linear result = any(local, width);
        hull(result, a, b);
        return result;
    }

    /** The result is one of the two. */
    void hull(Linear result, Linear a, Linear b) {
        if (walk.entails(a.minus(b))) {
            walk.require(a.minus(result));
            walk.require(result.minus(b));
        } else if (walk.entails(b.minus(a))) {
            walk.require(b.minus(result));
            walk.require(result.minus(a));
        }
    }

    private Linear pointer(int local, ElementPointer pointer) {
        Optional<Linear> offset = Addresses.offset(walk, pointer);
        if (offset.isEmpty() || !(pointer.base().type() instanceof Type.PointerType)) {
            return any(local, FunctionModel.POINTER_BITS);
        }
        Linear exact =
                walk.value(pointer.base().value(), FunctionModel.POINTER_BITS).plus(offset.get());
        if (isFlagged(pointer) && walk.isDefined(local)) {
            Interval all = walk.model().interval(FunctionModel.POINTER_BITS);
            walk.require(exact);
            walk.require(Linear.of(all.maximum()).minus(exact));
            return exact;
        }
        return offset.get().isConstant()
                ? wrapped(local, exact, FunctionModel.POINTER_BITS)
                : within(local, exact, FunctionModel.POINTER_BITS);
    }

    private static boolean isFlagged(ElementPointer pointer) {
        return pointer.flags().has("inbounds") || pointer.flags().has("nuw");
    }

    /** A local that was taken for any value so far turns out to be no poison. */
    void nowDefined(int local, Instruction definition) {
        if (definition instanceof ElementPointer pointer
                && isFlagged(pointer)
                && pointer.base().type() instanceof Type.PointerType
                && !walk.model().signed()) {
            Linear base = walk.value(pointer.base().value(), FunctionModel.POINTER_BITS);
            Addresses.offset(walk, pointer)
                    .ifPresent(offset ->
                            walk.requireEqual(walk.local(local, FunctionModel.POINTER_BITS), base.plus(offset)));
        }
    }

    private Linear call(int local, CallInstruction call, int width) {
        Optional<Interval> written = Ranges.of(call.call().attributes(), width);
        Optional<Interval> range = written.isPresent()
                ? written
                : Ranges.of(walk.model().program(), call.header().attachments(), width);
        return minMax.value(local, call, width)
                .orElseGet(() ->
                        walk.atom(local, width, range.or(() -> walk.model().resultOf(call))));
    }

    private Linear extract(int local, ExtractValue extract, int width) {
        Optional<CallInstruction> call = withOverflow(walk.model(), extract);
        if (call.isEmpty() || !extract.indices().equals(List.of(0))) {
            return any(local, width);
        }
        var arguments = call.get().call().arguments();
        Linear left = walk.value(arguments.get(0).value(), width);
        Linear right = walk.value(arguments.get(1).value(), width);
        return switch (Intrinsics.operation(call.get()).orElse("")) {
            case "uadd.with.overflow", "sadd.with.overflow" -> wrapped(local, left.plus(right), width);
            case "usub.with.overflow", "ssub.with.overflow" -> wrapped(local, left.minus(right), width);
            case "umul.with.overflow", "smul.with.overflow" -> product(local, left, right, width);
            default -> any(local, width);
        };
    }

    /** The call of an intrinsic that computes a number and whether it overflowed, where that is taken apart here. */
    public static Optional<CallInstruction> withOverflow(FunctionModel model, ExtractValue extract) {
        return extract.aggregate().value() instanceof Value.Local aggregate
                ? model.definition(aggregate.index())
                        .filter(CallInstruction.class::isInstance)
                        .map(CallInstruction.class::cast)
                        .filter(call -> Intrinsics.operation(call)
                                .filter(name -> name.endsWith(".with.overflow"))
                                .isPresent())
                : Optional.empty();
    }
}
