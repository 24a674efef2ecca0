package io.ferrule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the modules to judge.
 *
 * @param directory relative names start here
 */
record InputFiles(Path directory) {

    private static final int NAMED = 3;
    private static final String EMIT = "rustc writes one for the whole program with "
            + "`--emit=llvm-ir=ext.ll,link=ext.a -C lto=fat -C codegen-units=1 -C panic=abort --crate-type staticlib`; "
            + "without `link` it leaves the link-time optimisation out";

    /**
     * The files in the order of the inputs, those of a folder by name, each once and as the user would name it; MIR, which
     * belongs to a module, is left out.
     */
    List<Path> modules(List<Path> inputs) throws CommandFailure {
        Set<Path> modules = new LinkedHashSet<>();
        for (Path input : inputs) {
            Path place = directory.resolve(input);
            if (MirFiles.isMir(input)) {
                file(input);
            } else if (Files.isDirectory(place)) {
                modules.addAll(inFolder(input));
            } else {
                modules.add(file(input));
            }
        }
        if (modules.isEmpty()) {
            throw new CommandFailure("there is no .ll file among the inputs", "name the module beside its MIR");
        }
        return List.copyOf(modules);
    }

    private Path file(Path input) throws CommandFailure {
        Path place = directory.resolve(input);
        if (!Files.exists(place)) {
            throw new CommandFailure(
                    input + ": no such file or folder", "an INPUT is an .ll file, or a folder of them");
        }
        if (!Files.isRegularFile(place)) {
            throw new CommandFailure(input + ": not a regular file", "write the module to a file first");
        }
        return input;
    }

    private List<Path> inFolder(Path input) throws CommandFailure {
        List<Path> files = list(input).stream()
                .filter(name -> isModule(directory.resolve(name)))
                .toList();
        if (files.isEmpty()) {
            throw new CommandFailure(input + ": no .ll file in this folder", advice(input));
        }
        return files;
    }

    private String advice(Path input) throws CommandFailure {
        List<String> below = new ArrayList<>();
        for (Path folder : list(input)) {
            Path place = directory.resolve(folder);
            if (below.size() < NAMED && Files.isDirectory(place) && Files.isReadable(place) && holdsModule(folder)) {
                below.add(folder.toString());
            }
        }
        return below.isEmpty() ? EMIT : "name the folder that holds it, such as " + String.join(" or ", below);
    }

    private boolean holdsModule(Path folder) throws CommandFailure {
        return list(folder).stream().anyMatch(name -> isModule(directory.resolve(name)));
    }

    private static boolean isModule(Path place) {
        return place.toString().endsWith(".ll") && Files.isRegularFile(place);
    }

    private List<Path> list(Path folder) throws CommandFailure {
        try (Stream<Path> found = Files.list(directory.resolve(folder))) {
            return found.map(Path::getFileName)
                    .sorted()
                    .map(name -> folder.toString().equals(".") ? name : folder.resolve(name))
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(folder + ": " + FileTrouble.of(e), "check the permissions of the folder");
        }
    }
}
