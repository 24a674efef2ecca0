package io.ferrule.join;

import io.ferrule.join.Reliance.Allowed;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bodies that are methods of no trait. MIR writes {@code impl Pipe} and {@code impl Read for Pipe} alike; a symbol of the
 * encoding v0 tells them apart. Code of another crate cannot call one of these but by a pointer to it: it has no name for it.
 */
public final class Inherent {

    private Inherent() {}

    /** Where the bodies lie of which that is certain. */
    public static Set<TextRange> bodies(Join join) {
        return join.functions().stream()
                .filter(Inherent::isMethod)
                .flatMap(symbol -> join.relianceOn(symbol) instanceof Allowed allowed
                        ? Stream.of(allowed.body().range())
                        : Stream.empty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMethod(String symbol) {
        return RustSymbol.demangle(symbol)
                .map(RustSymbol::path)
                .filter(Inherent::isMethod)
                .isPresent();
    }

    private static boolean isMethod(RustPath path) {
        RustPath item = path instanceof RustPath.Generic generic ? generic.base() : path;
        return item instanceof RustPath.Nested method && method.parent() instanceof RustPath.InherentImpl;
    }
}
