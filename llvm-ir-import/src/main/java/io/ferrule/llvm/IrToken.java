package io.ferrule.llvm;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/** A token that knows only its place in its window and its kind, and looks the rest up there. */
record IrToken(Window window, int offset, int kind) implements Token {

    /** The text that it stands in. */
    SourceText source() {
        return window.table().text();
    }

    @Override
    public String getText() {
        return kind == EOF ? "the end" : source().slice(getStartIndex(), getStopIndex() + 1);
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
    public @Nullable TokenSource getTokenSource() {
        return null;
    }

    @Override
    public @Nullable CharStream getInputStream() {
        return null;
    }

    @Override
    public String toString() {
        return getText();
    }
}
