package io.ferrule.evidence;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.ConstantSymbols;
import io.ferrule.policy.Pattern;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.MemoryInstruction;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Atomic and volatile operations that write, and what tells whose they are.
 *
 * <p>They are written in {@code core} and nowhere else. Where one has another place, LLVM made it one of several.
 */
final class AtomicCode {

    private static final Pattern ATOMIC = Pattern.parse("path:core::sync::atomic::**");
    private static final Pattern VOLATILE = Pattern.parse("path:core::ptr::write_volatile");

    /** The functions there that are given another one. */
    private static final List<Pattern> OPEN = Stream.of("fetch_update", "try_update", "update")
            .map(name -> Pattern.parse("path:core::sync::atomic::*::" + name))
            .toList();

    private final CallGraph calls;
    private final Program program;
    private final boolean optimised;

    AtomicCode(CallGraph calls) {
        this.calls = calls;
        this.program = calls.program();
        this.optimised = program.functions().values().stream().anyMatch(program::isOptimised);
    }

    /** The operations in a function. */
    static List<Instruction> in(Function function) {
        return function.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .filter(instruction -> InlinedBodies.isAtomicWrite(instruction) || isVolatile(instruction))
                .toList();
    }

    private static boolean isVolatile(Instruction instruction) {
        return instruction instanceof MemoryInstruction.Store store
                && store.flags().has("volatile");
    }

    /** Whether an operation says where it is written, rather than where several were that it is made of. */
    boolean isPlaced(Instruction operation) {
        List<SourceLocation> chain = program.inlineChainOf(operation);
        return arePlaces(chain) && isWritten(chain.get(0).function());
    }

    private static boolean isWritten(String symbol) {
        return ATOMIC.matches(symbol) || VOLATILE.matches(symbol);
    }

    /** Whether a chain of inlined calls is known, in each of its steps. */
    static boolean arePlaces(List<SourceLocation> chain) {
        return !chain.isEmpty() && chain.stream().allMatch(place -> place.line() > 0 && place.column() > 0);
    }

    /**
     * Whether something in the program leads to a function with such an operation: then LLVM may have kept it of several
     * functions of equal code, with the debug information of this one alone, and what leads here may have led to another one.
     * The functions of {@code core} in which they are written are inlined before LLVM looks for equal code, but for those that are
     * given another one; and nothing is looked for in a program of which no function was optimised.
     */
    boolean mayStandForAnother(Function function) {
        return optimised
                && !isClosed(function.symbol())
                && (!calls.sitesCalling(function.symbol()).isEmpty()
                        || calls.isAddressTaken(function.symbol())
                        || isNamedAnew(function));
    }

    private boolean isNamedAnew(Function function) {
        return program.aliases().values().stream()
                .anyMatch(alias -> ConstantSymbols.in(alias.target().value()).contains(function.symbol()));
    }

    private static boolean isClosed(String symbol) {
        return isWritten(symbol) && OPEN.stream().noneMatch(open -> open.matches(symbol));
    }
}
