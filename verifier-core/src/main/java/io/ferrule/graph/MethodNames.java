package io.ferrule.graph;

import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustPath.Generic;
import io.ferrule.symbol.RustPath.Nested;
import io.ferrule.symbol.RustPath.Textual;
import io.ferrule.symbol.RustPath.TraitDefinition;
import io.ferrule.symbol.RustPath.TraitImpl;
import io.ferrule.symbol.RustSymbol;
import java.util.List;
import java.util.Set;

/** Which functions are methods of traits, as their symbols tell it. */
final class MethodNames {

    /** A provided method looks like a function of a module in a legacy symbol; these crates have no callbacks of a kernel. */
    private static final Set<String> STANDARD = Set.of("core", "alloc", "std");

    private MethodNames() {}

    /** Whether the function of that symbol is certainly a method of a trait, a closure or a shim. */
    static boolean isMethod(String symbol) {
        return RustSymbol.demangle(symbol).filter(rust -> isMethod(rust.path())).isPresent();
    }

    private static boolean isMethod(RustPath path) {
        if (path instanceof Generic generic) {
            return isMethod(generic.base());
        }
        if (path instanceof Textual text) {
            return isMethod(text.segments());
        }
        return path instanceof Nested nested
                && (nested.isGenerated()
                        || nested.parent() instanceof TraitImpl
                        || nested.parent() instanceof TraitDefinition);
    }

    private static boolean isMethod(List<String> segments) {
        String first = segments.get(0);
        return (first.startsWith("<") && first.contains(" as "))
                || STANDARD.contains(first)
                || segments.stream().anyMatch(segment -> segment.startsWith("{{"));
    }
}
