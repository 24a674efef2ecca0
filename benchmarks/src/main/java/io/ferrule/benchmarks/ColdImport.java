package io.ferrule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one file, as the command does, and ends: {@code benchmarks/cold} takes the time of the whole process. */
public final class ColdImport {

    private ColdImport() {}

    /** Reads the file of that name. */
    public static void main(String[] arguments) throws IOException {
        Readings.readWithHelp(arguments[0], Files.readAllBytes(Path.of(arguments[0])));
    }
}
