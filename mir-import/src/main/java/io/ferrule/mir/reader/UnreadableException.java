package io.ferrule.mir.reader;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * An item cannot be turned into the model. It never leaves this package: the reader turns it into a
 * {@link io.ferrule.program.Problem} of that item. It is an exception because it ends a descent of any depth.
 */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    UnreadableException(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    UnreadableException(Token token, String message) {
        this(token.getStartIndex(), message);
    }

    UnreadableException(ParserRuleContext context, String message) {
        this(context.getStart(), message);
    }

    /** The byte of the text where it was noticed. */
    int offset() {
        return offset;
    }

    String reason() {
        String message = getMessage();
        return message == null ? "not understood" : message;
    }
}
