package io.ferrule.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in the source, with the call sites through which inlining carried it here.
 *
 * @param file as the compiler recorded it: relative to {@code directory}, or absolute
 * @param directory the compiler's working directory, possibly empty
 * @param line from 1; 0 where the compiler made the code up
 * @param column from 1; 0 where unknown
 * @param function the symbol of the function that the source line belongs to, or its plain name, or empty
 * @param inlinedAt where this function was inlined
 */
public record SourceLocation(
        String file, String directory, int line, int column, String function, Optional<SourceLocation> inlinedAt) {

    /** This place, then the places it was inlined at, innermost first. */
    public List<SourceLocation> inlineChain() {
        List<SourceLocation> chain = new ArrayList<>();
        Optional<SourceLocation> next = Optional.of(this);
        while (next.isPresent()) {
            chain.add(next.get());
            next = next.get().inlinedAt();
        }
        return List.copyOf(chain);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
