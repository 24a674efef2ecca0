package io.ferrule.evidence;

import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.identity.CalledItems;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyIndex;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MirReach;
import io.ferrule.program.Instruction;
import io.ferrule.symbol.RustSymbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Bodies with guards that are nothing in the code, where the code of another function may run in their place: LLVM keeps one
 * of several functions of equal code, with the debug information of that one alone, and a guard that is nothing makes no
 * difference. Such a body has no trace of its own. It may run where a body calls it and the code there is not surely that of
 * the item that is called, behind an alias of its name, and where a pointer is called if its address is taken.
 */
final class SharedCode {

    private final CallGraph calls;
    private final CalledItems items;
    private final BodyIndex index;
    private final MirReach reach;
    private final MirProgram mir;
    private final Set<TextRange> hidden;

    /** {@code hidden} are the bodies without a trace that hold a guard of which nothing is seen anywhere. */
    SharedCode(CallGraph calls, CalledItems items, MirProgram mir, Set<TextRange> hidden) {
        this.calls = calls;
        this.items = items;
        this.mir = mir;
        this.index = new BodyIndex(mir.bodies());
        this.reach = new MirReach(mir);
        this.hidden = hidden;
    }

    /** What there is to say of a call in a body; {@code steps} and {@code code} are those of the body. */
    Optional<Disagreement> at(String function, Trace trace, BodySteps steps, Code code) {
        if (hidden.isEmpty() || !trace.isOfCallee()) {
            return Optional.empty();
        }
        List<String> symbols = trace.called()
                .map(List::of)
                .orElseGet(() -> trace.site().map(CallSite::targets).orElse(List.of()));
        return steps.callsAt(trace.place()).stream()
                .flatMap(step -> call(code, step).stream())
                .filter(call -> BodyIndex.callee(call.function())
                        .filter(path -> symbols.stream().noneMatch(symbol -> items.areOne(symbol, path)))
                        .filter(path ->
                                isHidden(index.candidates(path, call.arguments().size())))
                        .isPresent())
                .map(call -> hides(function, trace.instruction(), call.at().span()))
                .findFirst();
    }

    private static Optional<Terminator.Call> call(Code code, Step step) {
        return code.blocks().get(step.block()).terminator() instanceof Terminator.Call call
                ? Optional.of(call)
                : Optional.empty();
    }

    private boolean isHidden(Collection<MirBody> bodies) {
        return reach.from(bodies).keySet().stream().anyMatch(hidden::contains);
    }

    private static Disagreement hides(String function, Instruction instruction, Span at) {
        String message = "what is called here makes a guard of which the code shows nothing, or other code runs in its"
                + " place: which locks are held in it is not known";
        return new Disagreement(function, message, at, instruction, false);
    }

    /** What there is to say of aliases and of calls of pointers: of which function, and what. */
    List<Disagreement> elsewhere() {
        if (hidden.isEmpty()) {
            return List.of();
        }
        List<Disagreement> found = new ArrayList<>();
        Aliases aliases = new Aliases(calls.program());
        for (String alias : calls.program().aliases().keySet()) {
            if (isHidden(index.named(MirPath.of(name(alias))))) {
                add(aliases.follow(alias), site -> true, found);
            }
        }
        if (isHidden(mentioned())) {
            calls.program()
                    .functions()
                    .keySet()
                    .forEach(function -> add(function, site -> site.target() instanceof CallTarget.Indirect, found));
        }
        return found;
    }

    private static String name(String symbol) {
        Optional<String> path =
                RustSymbol.demangle(symbol).map(demangled -> demangled.path().toString());
        return path.map(text -> text.substring(text.lastIndexOf(':') + 1)).orElse(symbol);
    }

    private void add(String function, Predicate<CallSite> wanted, List<Disagreement> found) {
        calls.sitesIn(function).stream()
                .filter(wanted)
                .findFirst()
                .ifPresent(site -> found.add(hides(function, site.instruction(), Span.NONE)));
    }

    /** Functions that bodies mention otherwise than to call them. */
    private List<MirBody> mentioned() {
        return mir.bodies().stream()
                .map(MirBody::contents)
                .filter(Code.class::isInstance)
                .flatMap(code -> ((Code) code).blocks().stream())
                .flatMap(block -> Stream.concat(
                        block.statements().stream()
                                .filter(Statement.Assign.class::isInstance)
                                .map(statement -> ((Statement.Assign) statement).value())
                                .flatMap(value -> BodyTypes.parts(value).stream()),
                        block.terminator() instanceof Terminator.Call call
                                ? call.arguments().stream()
                                : Stream.<Operand>empty()))
                .flatMap(operand -> BodyIndex.callee(operand).stream())
                .flatMap(path -> index.named(path).stream())
                .toList();
    }
}
