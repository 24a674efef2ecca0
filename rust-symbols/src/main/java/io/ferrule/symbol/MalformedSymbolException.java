package io.ferrule.symbol;

import java.io.Serial;

/** Leaves the parser from any depth; {@link RustSymbol#demangle} never lets it out. */
final class MalformedSymbolException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedSymbolException(String message) {
        super(message, null, false, false);
    }
}
