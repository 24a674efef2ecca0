package io.ferrule.join;

import io.ferrule.join.BodyPlaces.Point;
import io.ferrule.mir.Span;
import io.ferrule.program.Subprogram;
import java.util.Optional;
import java.util.Set;

/**
 * What LLVM IR knows of the item that a function is an instance of.
 *
 * @param path empty where neither the symbol nor debug information says it
 * @param subprogram empty where there is no debug information
 * @param code the places that its instructions come from, wherever they were inlined
 */
record CompiledItem(Optional<ItemPath> path, Optional<Subprogram> subprogram, Set<Point> code) {

    CompiledItem {
        code = Set.copyOf(code);
    }

    /** Whether that place is in the file that this is declared in. */
    boolean isDeclaredIn(Span span) {
        return subprogram
                .filter(own -> sameFile(span.file(), own.file(), own.directory()))
                .isPresent();
    }

    /** The line of its declaration, 0 if that is not known. */
    int line() {
        return subprogram.map(Subprogram::line).orElse(0);
    }

    /** MIR names files as the source map does; debug information may split that name. */
    static boolean sameFile(String mir, String file, String directory) {
        return clean(mir).equals(clean(file)) || clean(mir).equals(clean(directory + "/" + file));
    }

    static String clean(String file) {
        return file.startsWith("./") ? file.substring(2) : file;
    }
}
