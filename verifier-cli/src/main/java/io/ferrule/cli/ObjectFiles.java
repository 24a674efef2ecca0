package io.ferrule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the object that was made of a module: the one with the same name up to its ending.
 *
 * @param directory relative names start here
 * @param named the objects that the user names
 * @param modules the other inputs
 */
record ObjectFiles(Path directory, List<Path> named, List<Path> modules) {

    /** What the kernel loads before what it is linked from. */
    private static final List<String> ENDINGS = List.of(".ko", ".o", ".a");

    /** Sorts inputs; an object alone stands for its module too. */
    static ObjectFiles among(Path directory, List<Path> inputs) {
        List<Path> named = inputs.stream()
                .filter(input -> isObject(input) && Files.isRegularFile(directory.resolve(input)))
                .toList();
        List<Path> modules = inputs.stream()
                .flatMap(input -> named.contains(input) ? moduleOf(input, inputs) : Stream.of(input))
                .toList();
        return new ObjectFiles(directory, named, modules);
    }

    private static Stream<Path> moduleOf(Path object, List<Path> inputs) {
        Path module = object.resolveSibling(stem(object) + ".ll");
        boolean other = inputs.stream()
                .anyMatch(input -> !isObject(input) && stem(input).equals(stem(object)));
        return other ? Stream.of() : Stream.of(module);
    }

    /** The object of a module: one that the user names before one that lies beside it. */
    Optional<Path> of(Path module) {
        return named.stream()
                .filter(object -> stem(object).equals(stem(module)))
                .findFirst()
                .or(() -> ENDINGS.stream()
                        .map(ending -> module.resolveSibling(stem(module) + ending))
                        .filter(object -> Files.isRegularFile(directory.resolve(object)))
                        .findFirst());
    }

    private static boolean isObject(Path path) {
        return ENDINGS.stream().anyMatch(path.toString()::endsWith);
    }

    private static String stem(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
