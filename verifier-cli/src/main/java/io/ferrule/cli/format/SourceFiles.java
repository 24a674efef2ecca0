package io.ferrule.cli.format;

import io.ferrule.verdict.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the source lines that findings speak of.
 *
 * <p>The file names come from the module, and so may be chosen by an attacker who sees the output. Only regular files
 * that are named as sources are read, at most 4 MB of each. A relative name is looked for in the working directory, in the folder of
 * the input and in those above it, and must not leave the one it is looked for in, by {@code ..} or by a link; an absolute name
 * must lie in the working directory or in the folder of the input.
 */
public final class SourceFiles {

    private static final int LARGEST = 4 << 20;
    private static final Set<String> SUFFIXES = Set.of("rs", "ll", "toml");

    private final Path directory;
    private final Path inputFolder;
    private final Map<String, List<String>> linesByName = new HashMap<>();

    /** Looks from that working directory and from the folder of that input. */
    public SourceFiles(Path directory, Path inputFolder) {
        this.directory = directory.toAbsolutePath().normalize();
        this.inputFolder = directory.resolve(inputFolder).toAbsolutePath().normalize();
    }

    /** The line, without its end; empty if the file is not found, may not be shown, or has no such line. */
    Optional<String> line(SourceSpan span) {
        List<String> lines = linesByName.computeIfAbsent(span.file(), this::lines);
        return span.line() >= 1 && span.line() <= lines.size()
                ? Optional.of(lines.get(span.line() - 1))
                : Optional.empty();
    }

    /** The line as a terminal shows it; empty as for {@link #line}. */
    public Optional<String> text(SourceSpan span) {
        return line(span).map(line -> SourceLine.of(line, 0).text().strip());
    }

    private List<String> lines(String name) {
        try {
            Path recorded = Path.of(name);
            for (Path base : recorded.isAbsolute() ? List.of(directory, inputFolder) : bases()) {
                Path candidate = base.resolve(recorded).normalize();
                if (isSource(candidate) && candidate.startsWith(base) && Files.isRegularFile(candidate)) {
                    Path file = candidate.toRealPath();
                    return file.startsWith(base.toRealPath()) && isSource(file) ? read(file) : List.of();
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of(); // a snippet is a courtesy
        }
        return List.of();
    }

    private Set<Path> bases() {
        Set<Path> bases = new LinkedHashSet<>();
        bases.add(directory);
        for (Path at = inputFolder; at != null; at = at.getParent()) {
            bases.add(at);
        }
        return bases;
    }

    private static boolean isSource(Path file) {
        String name = String.valueOf(file.getFileName());
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST
                    ? List.of()
                    : new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
