package io.ferrule.llvm;

import org.antlr.v4.runtime.Token;

/**
 * The stretch of tokens that the parser sees, and that what it has parsed speaks of. Tokens are counted from the
 * beginning of the window, so that moving it lets one parse result speak of another stretch of the same shape.
 */
final class Window {

    private final TokenTable table;
    private int base;
    private int limit;

    Window(TokenTable table) {
        this.table = table;
    }

    /** Shows the tokens from {@code from} to before {@code to}. */
    void moveTo(int from, int to) {
        base = from;
        limit = to;
    }

    TokenTable table() {
        return table;
    }

    /** How many tokens it shows. */
    int length() {
        return limit - base;
    }

    int kind(int offset) {
        int token = base + offset;
        return token < limit ? table.kind(token) : Token.EOF;
    }

    /** The byte where that token begins; behind the last one, where the next entity begins. */
    int start(int offset) {
        return table.start(Math.min(base + offset, limit));
    }

    /** The byte behind that token. */
    int end(int offset) {
        return table.end(Math.min(base + offset, limit));
    }
}
