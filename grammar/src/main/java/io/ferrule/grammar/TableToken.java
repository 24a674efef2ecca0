package io.ferrule.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;

/**
 * A token that knows only its number and kind, and looks the rest up in its table.
 *
 * @param table where it stands
 * @param index its number there
 * @param kind {@link Token#EOF} behind the last token of what is parsed
 */
public record TableToken(TokenTable table, int index, int kind) implements Token {

    @Override
    public String getText() {
        return kind == EOF ? "the end" : table.spelling(index);
    }

    @Override
    public int getType() {
        return kind;
    }

    @Override
    public int getStartIndex() {
        return table.start(index);
    }

    @Override
    public int getStopIndex() {
        return table.end(index) - 1;
    }

    @Override
    public int getTokenIndex() {
        return index;
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
