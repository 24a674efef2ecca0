package io.ferrule.state;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Computation;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Constant;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction.Alloca;
import io.ferrule.program.MemoryInstruction.Load;
import io.ferrule.program.MemoryInstruction.Store;
import io.ferrule.program.Opcode;
import io.ferrule.program.Terminator;
import io.ferrule.program.Type;
import io.ferrule.program.Type.FloatingType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Value;
import io.ferrule.program.Value.Local;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.AbstractValue.Unknown;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;

/**
 * Which functions make an equal number of equal numbers, whenever they are called, so that their result has a name.
 *
 * <p>Such a function is given integers alone, and so no pointer. It reads and writes nothing but its own stack slots, by
 * pointers that are made there and go nowhere else: a pointer that was stored and loaded again is no such one. It calls
 * nothing but functions like it and operations of LLVM on numbers. Then each step depends on its arguments alone. Two things
 * may be another one each time, and are left out: what LLVM leaves undefined, and the bits of what is no number in floating
 * point, which only arithmetic makes.
 */
final class Repeatable {

    private static final String CALL = "call ";

    /** Longer functions are not looked at. */
    private static final int MOST = 200;

    private static final Set<Opcode> VAGUE = EnumSet.of(
            Opcode.FNEG,
            Opcode.FADD,
            Opcode.FSUB,
            Opcode.FMUL,
            Opcode.FDIV,
            Opcode.FREM,
            Opcode.FPEXT,
            Opcode.FPTRUNC,
            Opcode.FREEZE,
            Opcode.PTRTOINT,
            Opcode.VA_ARG,
            Opcode.LANDINGPAD);

    /** Operations of LLVM on integers, without what they are called for each type. */
    private static final Set<String> OPERATIONS = Set.of(
            "llvm.uadd.sat",
            "llvm.usub.sat",
            "llvm.sadd.sat",
            "llvm.ssub.sat",
            "llvm.umin",
            "llvm.umax",
            "llvm.smin",
            "llvm.smax",
            "llvm.abs",
            "llvm.ctpop",
            "llvm.bswap",
            "llvm.bitreverse",
            "llvm.fshl",
            "llvm.fshr");

    private final CallGraph calls;
    private final Map<String, Boolean> known = new HashMap<>();

    Repeatable(CallGraph calls) {
        this.calls = calls;
    }

    /** Whether that is an operation of LLVM that makes a number of numbers. */
    static boolean isOperation(String symbol) {
        int type = symbol.lastIndexOf('.');
        return type > 0 && OPERATIONS.contains(symbol.substring(0, type));
    }

    /** Whether a name is that of the result of a call. */
    static boolean isCalled(String operation) {
        return operation.startsWith(CALL);
    }

    /** What the call of that name makes of two numbers, if that is said here. */
    static Optional<LongBinaryOperator> operation(String operation, Type type) {
        int last = operation.lastIndexOf('.');
        return switch (last < 0 ? "" : operation.substring(CALL.length(), last)) {
            case "llvm.umin" -> Optional.of((one, other) -> Long.compareUnsigned(one, other) <= 0 ? one : other);
            case "llvm.umax" -> Optional.of((one, other) -> Long.compareUnsigned(one, other) <= 0 ? other : one);
            case "llvm.smin" ->
                Optional.of((one, other) -> Numbers.signed(one, type) <= Numbers.signed(other, type) ? one : other);
            case "llvm.smax" ->
                Optional.of((one, other) -> Numbers.signed(one, type) <= Numbers.signed(other, type) ? other : one);
            case "llvm.usub.sat" ->
                Optional.of((one, other) -> Long.compareUnsigned(one, other) <= 0 ? 0 : one - other);
            default -> Optional.empty();
        };
    }

    /** The name of the result of a call of that. */
    static AbstractValue result(CallSite site, String symbol, List<AbstractValue> arguments) {
        Type type = site.instruction().call().resultType();
        return type instanceof IntegerType integer && Numbers.fits(type)
                ? Base.Computed.of(CALL + symbol, type, arguments)
                        .<AbstractValue>map(name -> new Scalar(name, integer.bits()))
                        .orElse(Unknown.UNKNOWN)
                : Unknown.UNKNOWN;
    }

    /** Whether the function makes an equal number of equal ones. */
    boolean is(String symbol) {
        Boolean before = known.putIfAbsent(symbol, false);
        if (before != null) {
            return before;
        }
        boolean found = calls.program()
                .function(symbol)
                .filter(Repeatable::isOfNumbers)
                .filter(Repeatable::isMadeOfNumbers)
                .filter(function -> calls.sitesIn(symbol).stream().allMatch(this::isRepeatable))
                .isPresent();
        known.put(symbol, found);
        return found;
    }

    private static boolean isMadeOfNumbers(Function function) {
        Map<Integer, Instruction> definitions = new HashMap<>();
        instructions(function).forEach(each -> definitions.put(each.header().result(), each));
        return instructions(function).allMatch(each -> isRepeatable(definitions, each));
    }

    private static Stream<Instruction> instructions(Function function) {
        return function.blocks().stream().flatMap(block -> block.instructions().stream());
    }

    private static boolean isOfNumbers(Function function) {
        long length = instructions(function).count();
        return length > 0
                && length <= MOST
                && !function.isReplaceable()
                && function.type().result() instanceof IntegerType
                && function.parameters().stream().allMatch(parameter -> parameter.type() instanceof IntegerType);
    }

    /** A function that is called within itself is none, for it is not known yet when it is asked for. */
    private boolean isRepeatable(CallSite site) {
        if (site.target() instanceof CallTarget.External external) {
            return isOperation(external.symbol()) || external.symbol().startsWith("llvm.lifetime.");
        }
        return site.target() instanceof CallTarget.Defined defined && is(defined.symbol());
    }

    private static boolean isRepeatable(Map<Integer, Instruction> definitions, Instruction instruction) {
        if (VAGUE.contains(instruction.opcode())
                || instruction.operands().stream().anyMatch(Constant.Simple.UNDEF::equals)) {
            return false;
        }
        if (instruction instanceof Load load) {
            return isPlain(load.flags()) && isOwn(definitions, load.address().value());
        }
        if (instruction instanceof Store store) {
            return isPlain(store.flags()) && isOwn(definitions, store.address().value());
        }
        if (instruction instanceof Cast cast && cast.opcode() == Opcode.BITCAST) {
            return !(cast.operand().type() instanceof FloatingType);
        }
        return instruction instanceof Computation
                || instruction instanceof Alloca
                || instruction instanceof Terminator.Plain
                || instruction.opcode() == Opcode.CALL;
    }

    private static boolean isPlain(AttributeSet flags) {
        return !flags.has("volatile") && !flags.has("atomic");
    }

    /** Whether a pointer is counted from a stack slot. */
    private static boolean isOwn(Map<Integer, Instruction> definitions, Value address) {
        Value at = address;
        while (at instanceof Local local && definitions.get(local.index()) instanceof ElementPointer pointer) {
            at = pointer.base().value();
        }
        return at instanceof Local local && definitions.get(local.index()) instanceof Alloca;
    }
}
