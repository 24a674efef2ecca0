package io.ferrule.identity;

import io.ferrule.join.Join;
import io.ferrule.join.Reliance;
import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Span;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.program.SourceLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The MIR call that a call of LLVM IR was made from: the innermost one around its place in the body of the function that
 * it was written in, if that calls the same function. Code that LLVM merged from several places has no line or no column,
 * and is not found.
 *
 * <p>What a macro makes stands where the macro is defined, in MIR, but where it is used, in debug information, unless
 * the macro is of the same crate. There it may lie inside of another call. So where a body calls a function from outside of
 * its own lines, none of its calls of that function is found. Calls that a macro makes in one place stand at one place in
 * both, and none of them is found either.
 */
final class SourceCalls {

    private final Join join;
    private final CalledItems items;

    SourceCalls(Join join, MirProgram mir) {
        this.join = join;
        this.items = new CalledItems(join, mir);
    }

    /** A call in a body on which the join lets a rule rest. */
    record Found(MirBody body, Code code, Terminator.Call call) {}

    /** Whether the MIR of that function is known. */
    boolean isKnown(String function) {
        return join.relianceOn(function) instanceof Reliance.Allowed;
    }

    /** The call at that place, of that function; empty where it is not certain. */
    Optional<Found> at(SourceLocation place, String callee) {
        if (!(join.relianceOn(place.function()) instanceof Reliance.Allowed allowed)) {
            return Optional.empty();
        }
        return innermost(allowed.code(), place)
                .filter(call -> names(call.function(), callee))
                .filter(call -> allIn(allowed.code(), callee))
                .map(call -> new Found(allowed.body(), allowed.code(), call));
    }

    /** The innermost call around a place; empty where there is none, or more than one, or the place is not known. */
    static Optional<Terminator.Call> innermost(Code code, SourceLocation place) {
        if (place.line() == 0 || place.column() == 0) {
            return Optional.empty();
        }
        List<Terminator.Call> around = code.calls()
                .filter(call -> call.at().span().has(place))
                .sorted(Comparator.comparingInt(SourceCalls::length))
                .toList();
        boolean one = !around.isEmpty() && (around.size() == 1 || length(around.get(0)) < length(around.get(1)));
        return one ? Optional.of(around.get(0)) : Optional.empty();
    }

    private static int length(Terminator.Call call) {
        return call.at().span().length();
    }

    /** Whether something is dropped at that place. */
    static boolean isDrop(Code code, SourceLocation place) {
        return code.blocks().stream()
                .map(BasicBlock::terminator)
                .filter(Terminator.Drop.class::isInstance)
                .map(drop -> drop.at().span())
                .anyMatch(span -> span.line() == place.line() && span.column() == place.column());
    }

    /** Whether each call of that function stands where the body does: from its head to where it returns. */
    private boolean allIn(Code code, String callee) {
        return areIn(code, call -> names(call.function(), callee));
    }

    /** Whether each call stands where the body does. */
    static boolean allCallsIn(Code code) {
        return areIn(code, call -> true);
    }

    private static boolean areIn(Code code, Predicate<Terminator.Call> wanted) {
        return code.calls()
                .filter(wanted)
                .map(call -> call.at().span())
                .allMatch(span ->
                        code.head().filter(start -> isBefore(start, span)).isPresent()
                                && code.end().map(last -> isBefore(span, last)).orElse(true));
    }

    private static boolean isBefore(Span one, Span other) {
        return one.file().equals(other.file())
                && (one.line() < other.line() || (one.line() == other.line() && one.column() <= other.column()));
    }

    private boolean names(Operand function, String callee) {
        return BodyIndex.callee(function)
                .filter(path -> items.areOne(callee, path))
                .isPresent();
    }
}
