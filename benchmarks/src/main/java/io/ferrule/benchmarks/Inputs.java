package io.ferrule.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are read: those that {@code benchmarks/make-inputs} has made, in the folder that {@value #FOLDER} names. */
public final class Inputs {

    /** The system property that names the folder; {@code target/inputs} where it is not set. */
    public static final String FOLDER = "ferrule.benchmarkInputs";

    private Inputs() {}

    /**
     * The bytes of one input.
     *
     * @param name {@code .ll} may be left out
     * @throws UncheckedIOException if it is not there
     */
    public static byte[] read(String name) {
        Path file = Path.of(System.getProperty(FOLDER, "target/inputs"), name.contains(".") ? name : name + ".ll");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not there: run benchmarks/make-inputs first", e);
        }
    }
}
