package io.ferrule.evidence;

import io.ferrule.mir.Span;
import io.ferrule.program.SourceLocation;

/** Places of the source, as debug information and as MIR name them. */
final class Spans {

    private Spans() {}

    /** Whether a stretch has that place in it. */
    static boolean has(Span span, SourceLocation place) {
        boolean behindStart =
                place.line() > span.line() || (place.line() == span.line() && place.column() >= span.column());
        boolean beforeEnd =
                place.line() < span.endLine() || (place.line() == span.endLine() && place.column() < span.endColumn());
        return span.line() > 0 && isSameFile(span, place) && behindStart && beforeEnd;
    }

    /** Whether a stretch begins at that place. */
    static boolean beginsAt(Span span, SourceLocation place) {
        return span.line() > 0
                && span.line() == place.line()
                && span.column() == place.column()
                && isSameFile(span, place);
    }

    /** Whether a stretch lies in another one, or is it. */
    static boolean isWithin(Span inner, Span outer) {
        boolean start =
                inner.line() > outer.line() || (inner.line() == outer.line() && inner.column() >= outer.column());
        boolean end = inner.endLine() < outer.endLine()
                || (inner.endLine() == outer.endLine() && inner.endColumn() <= outer.endColumn());
        return inner.file().equals(outer.file()) && start && end;
    }

    /** A measure by which a stretch is longer than any that lies in it. */
    static int length(Span span) {
        return (span.endLine() - span.line()) * 10_000 + span.endColumn() - span.column();
    }

    private static boolean isSameFile(Span span, SourceLocation place) {
        String file = clean(span.file());
        return file.equals(clean(place.file())) || file.equals(clean(place.directory() + "/" + place.file()));
    }

    private static String clean(String file) {
        return file.startsWith("./") ? file.substring(2) : file;
    }
}
