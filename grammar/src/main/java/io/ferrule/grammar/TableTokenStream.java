package io.ferrule.grammar;

import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/** A stretch of a token table for a parser; behind its last token there is only the end. Tokens are made when asked for. */
public final class TableTokenStream implements TokenStream {

    private final TokenTable table;
    private final int from;
    private final int to;
    private int position;

    /** The tokens from number {@code from} to before number {@code to}. */
    public TableTokenStream(TokenTable table, int from, int to) {
        this.table = table;
        this.from = from;
        this.to = to;
        this.position = from;
    }

    @Override
    public void consume() {
        if (position < to) {
            position++;
        }
    }

    @Override
    public int LA(int offset) {
        int at = at(offset);
        return at < to ? table.kind(at) : Token.EOF;
    }

    @Override
    public Token LT(int offset) {
        return get(at(offset));
    }

    @Override
    public Token get(int index) {
        return index < to
                ? new TableToken(table, index, table.kind(index))
                : new TableToken(table, Math.max(from, to), Token.EOF);
    }

    private int at(int offset) {
        return Math.max(from, offset > 0 ? position + offset - 1 : position + offset);
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
        position = Math.min(index, to);
    }

    @Override
    public int size() {
        return to - from;
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
        return interval.a > interval.b ? "" : table.slice(table.start(interval.a), table.end(interval.b));
    }

    @Override
    public String getText() {
        return getText(Interval.of(from, to - 1));
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
