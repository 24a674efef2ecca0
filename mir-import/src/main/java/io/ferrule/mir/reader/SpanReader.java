package io.ferrule.mir.reader;

import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Span;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/** Reads places in the source out of tokens. */
final class SpanReader {

    private static final String NO_LOCATION = Span.NONE.file();
    private static final String SCOPE = "scope ";
    private static final String AT = " at ";

    private final byte[] bytes;
    private final SharedValues shared;
    private int lastStart;
    private int lastEnd;
    private SourceInfo last = SourceInfo.NONE;

    SpanReader(byte[] bytes, SharedValues shared) {
        this.bytes = bytes;
        this.shared = shared;
    }

    /** What {@code // .. scope 1 at FILE:1:2: 3:4} says. Neighbours often say the same. */
    SourceInfo sourceInfo(Token comment) {
        int start = comment.getStartIndex();
        int end = comment.getStopIndex() + 1;
        if (!Arrays.equals(bytes, start, end, bytes, lastStart, lastEnd)) {
            last = read(comment);
            lastStart = start;
            lastEnd = end;
        }
        return last;
    }

    private SourceInfo read(Token comment) {
        String text = comment.getText();
        int scope = text.indexOf(SCOPE) + SCOPE.length();
        int at = text.indexOf(AT, scope);
        return new SourceInfo(
                Numbers.number(comment, text, scope, at), span(comment, text, at + AT.length(), text.length()));
    }

    /** What follows {@code prefix} in a token, up to {@code suffix} characters before its end. */
    Span span(Token token, int prefix, int suffix) {
        String text = token.getText();
        return span(token, text, prefix, text.length() - suffix);
    }

    /** {@code FILE:1:2: 3:4}, or the words for no place. */
    private Span span(Token token, String text, int from, int to) {
        if (text.substring(from, to).equals(NO_LOCATION)) {
            return Span.NONE;
        }
        int endColumn = text.lastIndexOf(':', to - 1);
        int endLine = text.lastIndexOf(": ", endColumn - 1);
        int column = text.lastIndexOf(':', endLine - 1);
        int line = text.lastIndexOf(':', column - 1);
        if (line <= from) {
            throw new UnreadableException(token, "this names no place in a file");
        }
        Span span = new Span(
                shared.share(text.substring(from, line)),
                Numbers.number(token, text, line + 1, column),
                Numbers.number(token, text, column + 1, endLine),
                Numbers.number(token, text, endLine + 2, endColumn),
                Numbers.number(token, text, endColumn + 1, to));
        if (span.equals(Span.NONE)) {
            throw new UnreadableException(token, "rustc writes `" + NO_LOCATION + "` without numbers");
        }
        return span;
    }
}
