package io.ferrule.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/**
 * A token that knows only its place in its window and its kind, and looks the rest up there.
 *
 * @param window where it stands
 * @param offset how many tokens stand before it there
 * @param kind {@link Token#EOF} behind the last token of the window
 */
public record TableToken(TokenWindow window, int offset, int kind) implements Token {

    /** Its number in the table, as long as the window stays. */
    public int number() {
        return window.number(offset);
    }

    /** The decimal number behind its first byte, or -1 where it is larger than an {@code int}. */
    public int suffix() {
        return window.table().number(getStartIndex() + 1, getStopIndex() + 1);
    }

    @Override
    public String getText() {
        return kind == EOF ? "the end" : window.table().slice(getStartIndex(), getStopIndex() + 1);
    }

    @Override
    public int getType() {
        return kind;
    }

    @Override
    public int getStartIndex() {
        return window.start(offset);
    }

    @Override
    public int getStopIndex() {
        return window.end(offset) - 1;
    }

    @Override
    public int getTokenIndex() {
        return offset;
    }

    @Override
    public int getLine() {
        return 0;
    }

    @Override
    public int getCharPositionInLine() {
        return -1;
    }

    @Override
    public int getChannel() {
        return DEFAULT_CHANNEL;
    }

    @Override
    public TokenSource getTokenSource() {
        return null;
    }

    @Override
    public CharStream getInputStream() {
        return null;
    }

    @Override
    public String toString() {
        return getText();
    }
}
