package io.ferrule.grammar;

import org.antlr.v4.runtime.Token;

/**
 * The stretch of a token table that a parser sees, and that what it has parsed speaks of. Tokens are counted from the
 * beginning of the window, so that moving it lets one parse result speak of another stretch of the same shape.
 */
public final class TokenWindow {

    private final TokenTable table;
    private int base;
    private int limit;

    /** A window that shows nothing yet. */
    public TokenWindow(TokenTable table) {
        this.table = table;
    }

    /** Shows the tokens from number {@code from} to before number {@code to}. */
    public void moveTo(int from, int to) {
        base = from;
        limit = to;
    }

    /** What it shows a part of. */
    public TokenTable table() {
        return table;
    }

    /** How many tokens it shows. */
    public int length() {
        return limit - base;
    }

    /** The number in the table of the token that many tokens behind the beginning; at most that behind the last one. */
    public int number(int offset) {
        return Math.min(base + offset, limit);
    }

    /** The kind of that token; {@link Token#EOF} behind the last one. */
    public int kind(int offset) {
        int token = base + offset;
        return token < limit ? table.kind(token) : Token.EOF;
    }

    /** The byte where that token begins; behind the last one, where what follows the window begins. */
    public int start(int offset) {
        return table.start(number(offset));
    }

    /** The byte behind that token. */
    public int end(int offset) {
        return table.end(number(offset));
    }
}
