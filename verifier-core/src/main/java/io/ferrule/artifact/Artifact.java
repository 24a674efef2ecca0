package io.ferrule.artifact;

import io.ferrule.object.ObjectFile;
import io.ferrule.object.Symbol;
import io.ferrule.program.Program;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one compile: what a verifier judges.
 *
 * @param program the LLVM IR that code generation consumed
 * @param object what code generation made of it, and what is loaded in the end
 */
public record Artifact(Program program, Optional<ObjectFile> object) {

    /** An artifact of which only the LLVM IR is known. */
    public static Artifact of(Program program) {
        return new Artifact(program, Optional.empty());
    }

    /** The same, with the object that is loaded. */
    public Artifact with(ObjectFile loaded) {
        return new Artifact(program, Optional.of(loaded));
    }

    /**
     * The symbols that a policy may name: of all functions of the program, of their other names, and of whatever else
     * the object takes from elsewhere, such as {@code memcpy}, which code generation calls on its own.
     */
    public Set<String> callableSymbols() {
        Set<String> symbols = new LinkedHashSet<>(program.callableSymbols());
        object.stream()
                .flatMap(file -> file.members().stream())
                .flatMap(member -> member.symbols().stream())
                .filter(symbol -> symbol.section() == Symbol.UNDEFINED
                        && !symbol.name().isEmpty()
                        && !program.globals().containsKey(symbol.name()))
                .forEach(symbol -> symbols.add(symbol.name()));
        return Collections.unmodifiableSet(symbols);
    }
}
