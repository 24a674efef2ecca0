package io.ferrule.grammar;

import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** The tokens of a window for the parser; behind its last there is only the end. Token objects are made when asked for. */
public final class TableTokenStream implements TokenStream {

    private final TokenWindow window;
    private int position;

    /** The tokens of that window; to be used from its beginning wherever it is moved. */
    public TableTokenStream(TokenWindow window) {
        this.window = window;
    }

    @Override
    public void consume() {
        if (position < window.length()) {
            position++;
        }
    }

    @Override
    public int LA(int offset) {
        return window.kind(at(offset));
    }

    @Override
    public Token LT(int offset) {
        return get(at(offset));
    }

    @Override
    public Token get(int index) {
        return new TableToken(window, Math.min(index, window.length()), window.kind(index));
    }

    private int at(int offset) {
        return Math.max(0, offset > 0 ? position + offset - 1 : position + offset);
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // Nothing is buffered, so nothing is released.
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = Math.min(index, window.length());
    }

    @Override
    public int size() {
        return window.length();
    }

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public TokenSource getTokenSource() {
        throw new UnsupportedOperationException("the tokens are made before they are parsed");
    }

    @Override
    public String getText(Interval interval) {
        return interval.a > interval.b ? "" : window.table().slice(window.start(interval.a), window.end(interval.b));
    }

    @Override
    public String getText() {
        return getText(Interval.of(0, window.length() - 1));
    }

    @Override
    public String getText(RuleContext context) {
        return getText(context.getSourceInterval());
    }

    @Override
    public String getText(Token start, Token stop) {
        return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
    }
}
