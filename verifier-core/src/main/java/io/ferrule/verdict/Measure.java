package io.ferrule.verdict;

import io.ferrule.symbol.RustSymbol;
import java.util.List;

/**
 * A bound that was proved, for programs to read: what it is made of, in the order of the path that it belongs to.
 *
 * @param unit of all amounts, such as {@code bytes}
 * @param atMost the bound, the sum of its parts, at least 0
 */
public record Measure(String unit, long atMost, List<Part> parts) {
    public Measure {
        parts = List.copyOf(parts);
    }

    /**
     * What one function adds to a bound.
     *
     * @param symbol the function, or a word for what is none
     * @param amount at least 0
     * @param note what is special about it, such as a contract; may be empty
     */
    public record Part(String symbol, long amount, String note) {

        /** The name of the function, as a person reads it. */
        public String function() {
            return RustSymbol.demangle(symbol).map(RustSymbol::display).orElse(symbol);
        }
    }
}
