package io.ferrule.policy;

import io.ferrule.symbol.PathPattern;
import io.ferrule.symbol.RustSymbol;

/**
 * Says which functions a line of a policy speaks of.
 *
 * <p>{@code sym:NAME} matches the name that the linker sees, where {@code *} stands for any characters:
 * {@code sym:mutex_lock}, {@code sym:llvm.umin.*}. {@code path:PATH} matches the
 * Rust path that the symbol stands for, as {@link PathPattern} describes: {@code path:core::fmt::write}.
 */
public sealed interface Pattern {
    /** The pattern as a policy writes it. */
    String text();

    /** Whether a function with this linker symbol is meant. */
    boolean matches(String symbol);

    /** One name, in full. */
    record Exact(String name) implements Pattern {
        public Exact {
            SymbolPatterns.check(name);
            if (name.indexOf('*') >= 0) {
                throw new IllegalArgumentException("a name with '*' is a wildcard");
            }
        }

        @Override
        public String text() {
            return "sym:" + name;
        }

        @Override
        public boolean matches(String symbol) {
            return name.equals(symbol);
        }
    }

    /** Names with any characters where the glob has {@code *}. */
    record Wildcard(String glob) implements Pattern {
        public Wildcard {
            SymbolPatterns.check(glob);
            if (glob.indexOf('*') < 0) {
                throw new IllegalArgumentException("a wildcard needs '*'");
            }
        }

        @Override
        public String text() {
            return "sym:" + glob;
        }

        /** The characters before the first {@code *}, with which every match begins. */
        public String prefix() {
            return glob.substring(0, glob.indexOf('*'));
        }

        /** Takes time linear in the symbol, whatever the symbol is. */
        @Override
        public boolean matches(String symbol) {
            return SymbolPatterns.matches(glob, symbol);
        }
    }

    /** Functions whose demangled path matches. */
    record Path(PathPattern path) implements Pattern {
        @Override
        public String text() {
            return "path:" + path;
        }

        @Override
        public boolean matches(String symbol) {
            return RustSymbol.demangle(symbol).filter(path::matches).isPresent();
        }
    }

    /** A pattern for exactly this linker symbol. */
    static Pattern symbol(String name) {
        return new Exact(name);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if the text is not a pattern; the message says why, for the author of a policy
     */
    static Pattern parse(String text) {
        if (text.startsWith("sym:")) {
            String name = text.substring("sym:".length());
            return name.indexOf('*') < 0 ? new Exact(name) : new Wildcard(name);
        }
        if (text.startsWith("path:")) {
            return new Path(PathPattern.parse(text.substring("path:".length())));
        }
        throw new IllegalArgumentException(
                text.isBlank() ? "the pattern is empty" : "a pattern begins with 'sym:' or 'path:'");
    }
}
