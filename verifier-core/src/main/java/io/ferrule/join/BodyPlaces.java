package io.ferrule.join;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Scope;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a body stands in the source.
 *
 * @param header the place of the last {@code impl} in its path, or of the closure that it is; empty where it has neither
 * @param closure whether {@code header} is the place of the closure itself
 * @param head the places of its result and of its parameters; none without spans
 * @param code the places of its statements, code that was inlined into it left out; none without spans
 * @param calls the expressions that call something; none without spans
 */
record BodyPlaces(Optional<Span> header, boolean closure, List<Span> head, Set<Point> code, List<Span> calls) {

    BodyPlaces {
        head = List.copyOf(head);
        code = Set.copyOf(code);
        calls = List.copyOf(calls);
    }

    /** Where something begins. */
    record Point(String file, int line, int column) {
        static Point of(Span span) {
            return new Point(CompiledItem.clean(span.file()), span.line(), span.column());
        }
    }

    /**
     * Whether a place lies in a call. The call of a method stands at the method's name, and begins where its receiver does:
     * a body that is such a call and nothing else has none of its places at the beginning of anything.
     */
    boolean calls(Point place) {
        return calls.stream()
                .anyMatch(span ->
                        CompiledItem.clean(span.file()).equals(place.file()) && span.has(place.line(), place.column()));
    }

    /** Whether the dump says where code comes from. */
    boolean hasSpans() {
        return !head.isEmpty();
    }

    static BodyPlaces of(MirBody body) {
        Optional<Span> closure = closure(body);
        Optional<Span> header = closure.or(() -> implementation(body));
        if (!(body.contents() instanceof Code code)) {
            return new BodyPlaces(header, closure.isPresent(), List.of(), Set.of(), List.of());
        }
        Set<Integer> inlined = inlined(code);
        List<Span> head = new ArrayList<>();
        code.locals().stream()
                .filter(local -> local.number() == 0)
                .map(Local::at)
                .forEach(at -> add(head, at, inlined));
        code.debugVariables().stream()
                .filter(variable -> isParameter(variable, body))
                .map(DebugVariable::at)
                .forEach(at -> add(head, at, inlined));
        List<Span> places = new ArrayList<>();
        List<Span> calls = new ArrayList<>();
        for (BasicBlock block : code.blocks()) {
            block.statements().stream().map(Statement::at).forEach(at -> add(places, at, inlined));
            add(places, block.terminator().at(), inlined);
            if (block.terminator() instanceof Terminator.Call call) {
                add(calls, call.at(), inlined);
            }
        }
        Set<Point> points = new LinkedHashSet<>();
        places.forEach(span -> points.add(Point.of(span)));
        return new BodyPlaces(header, closure.isPresent(), head, points, calls);
    }

    /** What a closure captures is declared elsewhere. */
    private static boolean isParameter(DebugVariable variable, MirBody body) {
        return variable.value() instanceof DebugVariable.InPlace kept
                && kept.place().projections().isEmpty()
                && kept.place().local() <= body.parameters().size();
    }

    private static void add(List<Span> spans, SourceInfo at, Set<Integer> inlined) {
        if (at.span().line() != 0 && !inlined.contains(at.scope())) {
            spans.add(at.span());
        }
    }

    /** The scopes of code that was inlined; parents come first. */
    private static Set<Integer> inlined(Code code) {
        Set<Integer> inlined = new LinkedHashSet<>();
        for (Scope scope : code.scopes()) {
            if (scope.inlined().isPresent() || inlined.contains(scope.parent())) {
                inlined.add(scope.number());
            }
        }
        return inlined;
    }

    private static Optional<Span> implementation(MirBody body) {
        List<PathSegment> segments = body.path().segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i) instanceof PathSegment.ImplAt at) {
                return Optional.of(at.at());
            }
        }
        return Optional.empty();
    }

    /** A closure or coroutine has itself, by reference or not, as its first parameter. */
    private static Optional<Span> closure(MirBody body) {
        if (!(body.path().last() instanceof PathSegment.Numbered)
                || body.parameters().isEmpty()) {
            return Optional.empty();
        }
        MirType self = body.parameters().get(0);
        if (self instanceof MirType.Reference reference) {
            self = reference.target();
        }
        return self instanceof MirType.Anonymous anonymous ? Optional.of(anonymous.at()) : Optional.empty();
    }
}
