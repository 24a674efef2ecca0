package io.ferrule.benchmarks;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one file and ends: {@code benchmarks/cold} takes the time of the whole process. */
public final class ColdImport {

    private ColdImport() {}

    /** Reads the file of that name. */
    public static void main(String[] arguments) throws IOException {
        Program program = LlvmIrReader.read(arguments[0], Files.readAllBytes(Path.of(arguments[0])));
        ImportRate.demandClean(program);
    }
}
