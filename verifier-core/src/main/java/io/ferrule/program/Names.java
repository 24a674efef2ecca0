package io.ferrule.program;

import io.ferrule.symbol.RustSymbol;
import java.util.Optional;

/** How symbols are shown to a person. */
public final class Names {

    private Names() {}

    /** The Rust path that a symbol stands for, or the symbol itself where it is none. */
    public static String display(String symbol) {
        return RustSymbol.demangle(symbol).map(RustSymbol::display).orElse(symbol);
    }

    /** The crate that a symbol's item is defined in, where the symbol says it. */
    public static Optional<String> crate(String symbol) {
        return RustSymbol.demangle(symbol).flatMap(RustSymbol::crateName);
    }
}
