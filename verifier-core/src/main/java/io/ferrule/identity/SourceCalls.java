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
import java.util.stream.Stream;

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
        List<Terminator.Call> around = calls(code)
                .filter(call -> isAround(call.at().span(), place))
                .sorted(Comparator.comparingInt(call -> size(call.at().span())))
                .toList();
        boolean one = !around.isEmpty() && (around.size() == 1 || size(around.get(0)) < size(around.get(1)));
        return one ? Optional.of(around.get(0)) : Optional.empty();
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
        Optional<Span> head = code.locals().stream()
                .filter(local -> local.number() == 0)
                .map(local -> local.at().span())
                .findFirst();
        Optional<Span> end = code.blocks().stream()
                .map(BasicBlock::terminator)
                .filter(Terminator.Return.class::isInstance)
                .map(terminator -> terminator.at().span())
                .findFirst();
        return calls(code)
                .filter(wanted)
                .map(call -> call.at().span())
                .allMatch(span -> head.filter(start -> isBefore(start, span)).isPresent()
                        && end.map(last -> isBefore(span, last)).orElse(true));
    }

    private static boolean isBefore(Span one, Span other) {
        return one.file().equals(other.file())
                && (one.line() < other.line() || (one.line() == other.line() && one.column() <= other.column()));
    }

    private static Stream<Terminator.Call> calls(Code code) {
        return code.blocks().stream()
                .map(BasicBlock::terminator)
                .filter(Terminator.Call.class::isInstance)
                .map(Terminator.Call.class::cast);
    }

    private boolean names(Operand function, String callee) {
        return BodyIndex.callee(function)
                .filter(path -> items.areOne(callee, path))
                .isPresent();
    }

    private static boolean isAround(Span span, SourceLocation place) {
        int line = place.line();
        int column = place.column();
        boolean behindStart = line > span.line() || (line == span.line() && column >= span.column());
        boolean beforeEnd = line < span.endLine() || (line == span.endLine() && column < span.endColumn());
        boolean file = clean(span.file()).equals(clean(place.file()))
                || clean(span.file()).equals(clean(place.directory() + "/" + place.file()));
        return file && span.line() > 0 && behindStart && beforeEnd;
    }

    private static String clean(String file) {
        return file.startsWith("./") ? file.substring(2) : file;
    }

    private static int size(Terminator.Call call) {
        return size(call.at().span());
    }

    private static int size(Span span) {
        return (span.endLine() - span.line()) * 10_000 + span.endColumn() - span.column();
    }
}
