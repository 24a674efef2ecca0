package io.ferrule.graph;

import io.ferrule.program.Program;
import io.ferrule.symbol.RustSymbol;
import java.util.stream.Stream;

/**
 * Whether a program uses Rust code that is in another module, as it does when it was compiled without link-time
 * optimisation. Trait objects may come from there and go there, with vtables that nobody has seen.
 */
public final class OtherModules {

    /** What rustc makes itself under this crate's name (allocation, panics) has to do with no trait object. */
    private static final String OF_THE_COMPILER = "__rustc::";

    private OtherModules() {}

    /** Whether that program declares a function or a variable of Rust that another module defines. */
    public static boolean areUsedBy(Program program) {
        Stream<String> functions = program.functions().values().stream()
                .filter(function -> function.isDeclaration())
                .map(function -> function.symbol());
        Stream<String> variables = program.globals().values().stream()
                .filter(global -> global.initializer().isEmpty())
                .map(global -> global.symbol());
        return Stream.concat(functions, variables).anyMatch(OtherModules::isOfRust);
    }

    private static boolean isOfRust(String symbol) {
        boolean mangled = symbol.startsWith("_R") || symbol.startsWith("_ZN");
        return mangled
                && RustSymbol.demangle(symbol)
                        .filter(rust -> rust.display().startsWith(OF_THE_COMPILER))
                        .isEmpty();
    }
}
