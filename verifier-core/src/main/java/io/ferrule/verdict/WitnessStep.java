package io.ferrule.verdict;

import io.ferrule.symbol.RustSymbol;
import java.util.Optional;

/**
 * One step of the way to the place that a finding speaks of.
 *
 * @param symbol the function in which the step stands
 * @param span where in the source; empty where the compiler recorded nothing
 * @param text what happens here, such as "calls `kapi::sync::Mutex::lock`"
 */
public record WitnessStep(String symbol, Optional<SourceSpan> span, String text) {

    /** The function as a person writes it: its Rust path, or the symbol where that is none. */
    public String function() {
        return RustSymbol.demangle(symbol).map(RustSymbol::display).orElse(symbol);
    }
}
