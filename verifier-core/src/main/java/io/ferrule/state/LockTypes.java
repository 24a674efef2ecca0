package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import java.util.List;
import java.util.Optional;

/**
 * The Rust type whose method took a lock, as the debug information of what was inlined around the call has it.
 *
 * <p>The function that the call is compiled into tells nothing: LLVM merges functions of equal code, and then it serves
 * several types under the name of one.
 */
final class LockTypes {

    private LockTypes() {}

    /** The type that the innermost inlined method belongs to, with its arguments, if it has any. */
    static Optional<String> of(Program program, CallSite site) {
        List<SourceLocation> chain = program.inlineChainOf(site.instruction());
        return chain.stream()
                .limit(Math.max(0, chain.size() - 1))
                .filter(location -> location.line() != 0)
                .findFirst()
                .flatMap(location -> RustSymbol.demangle(location.function()))
                .flatMap(symbol -> type(symbol.path()));
    }

    private static Optional<String> type(RustPath path) {
        if (path instanceof RustPath.Generic generic) {
            return type(generic.base());
        }
        if (!(path instanceof RustPath.Nested nested) || nested.isGenerated()) {
            return Optional.empty();
        }
        if (nested.parent() instanceof RustPath.InherentImpl implementation) {
            return Optional.of(implementation.selfType().toString()).filter(text -> text.contains("<"));
        }
        return nested.parent() instanceof RustPath.TraitImpl implementation
                ? Optional.of(implementation.selfType().toString()).filter(text -> text.contains("<"))
                : Optional.empty();
    }
}
