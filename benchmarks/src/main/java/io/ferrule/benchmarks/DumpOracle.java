package io.ferrule.benchmarks;

import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The MIR bodies of a crate by definition path, from the files of {@code -Zdump-mir=PreCodegen}. rustc names a file by
 * the definition path with all disambiguators ({@code {impl#3}-lock}), and a v0 symbol has the same ones: so the two are
 * matched exactly, without paths as they are printed, without spans and without types, which is all that a join has.
 */
final class DumpOracle {

    private static final String MARK = ".PreCodegen.after.mir";

    private final Map<String, Path> files = new HashMap<>();

    DumpOracle(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(file -> file.toString().endsWith(MARK)).forEach(file -> {
                String name = String.valueOf(file.getFileName());
                String withoutMark = name.substring(0, name.length() - MARK.length());
                int pass = withoutMark.lastIndexOf('.');
                files.put(withoutMark.substring(0, pass), file);
            });
        }
    }

    /** The text of the body that a symbol stands for, as rustc dumped it. */
    Optional<String> bodyOf(String symbol) {
        return RustSymbol.demangle(symbol)
                .flatMap(demangled -> path(demangled.path()))
                .flatMap(path -> Optional.ofNullable(files.get(path)))
                .map(DumpOracle::text);
    }

    /** The dump has a line of its own in front. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return normal(text.substring(text.indexOf("\n\n") + 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body without what differs between two dumps of it: the numbers of allocations, and what follows the body. */
    static String normal(String body) {
        int end = body.indexOf("\n}\n");
        return (end < 0 ? body : body.substring(0, end + 2))
                .replaceAll("alloc[0-9]+", "alloc")
                .strip();
    }

    private static Optional<String> path(RustPath path) {
        if (path instanceof RustPath.CrateRoot crate) {
            return Optional.of(crate.name() + ".");
        }
        if (path instanceof RustPath.Generic generic) {
            return path(generic.base());
        }
        if (path instanceof RustPath.InherentImpl impl) {
            return path(impl.location());
        }
        if (path instanceof RustPath.TraitImpl impl) {
            return path(impl.location());
        }
        if (path instanceof RustPath.TraitDefinition definition) {
            return path(definition.trait());
        }
        if (path instanceof RustPath.Nested nested && nested.namespace() != 'S') {
            return path(nested.parent()).map(parent -> and(parent, segment(nested)));
        }
        return Optional.empty();
    }

    private static Optional<String> path(RustPath.ImplLocation location) {
        return path(location.parent())
                .map(parent -> and(parent, "{impl#" + Long.toUnsignedString(location.disambiguator()) + "}"));
    }

    private static String and(String parent, String segment) {
        return parent.endsWith(".") ? parent + segment : parent + "-" + segment;
    }

    private static String segment(RustPath.Nested nested) {
        String number = "#" + Long.toUnsignedString(nested.disambiguator());
        if (nested.isGenerated()) {
            return "{closure" + number + "}";
        }
        if (nested.name().isEmpty()) {
            return nested.namespace() == 'c' ? "{constructor" + number + "}" : "{constant" + number + "}";
        }
        return nested.disambiguator() == 0 ? nested.name() : nested.name() + number;
    }
}
