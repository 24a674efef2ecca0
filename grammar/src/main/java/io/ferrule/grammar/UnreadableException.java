package io.ferrule.grammar;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * A stretch of tokens cannot be turned into a model. It never leaves an importer, which turns it into a problem of that
 * stretch. It is an exception because it ends a descent of any depth.
 */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /** Noticed at that byte of the text. */
    public UnreadableException(int offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    /** Noticed at that token. */
    public UnreadableException(Token token, String reason) {
        this(token.getStartIndex(), reason);
    }

    /** Noticed in what that rule has found. */
    public UnreadableException(ParserRuleContext context, String reason) {
        this(context.getStart(), reason);
    }

    /** The byte of the text where it was noticed. */
    public int offset() {
        return offset;
    }

    /** What is wrong. */
    public String reason() {
        return getMessage();
    }
}
