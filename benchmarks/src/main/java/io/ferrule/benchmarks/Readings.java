package io.ferrule.benchmarks;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.reader.MirReader;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import java.util.List;

/** Reads a file by the importer for its name: MIR where it ends in {@code .mir}, LLVM IR else. */
final class Readings {

    private Readings() {}

    /**
     * The model.
     *
     * @throws IllegalArgumentException if there is a problem: what could not be read was read fast
     */
    static Object read(String file, byte[] bytes) {
        if (file.endsWith(".mir")) {
            MirProgram program = MirReader.read(file, bytes);
            demandClean(program.problems());
            return program;
        }
        Program program = LlvmIrReader.read(file, bytes);
        demandClean(program.problems());
        return program;
    }

    /** The model of LLVM IR, as {@link #read} gives it, with the help of a second thread. */
    static Object readWithHelp(String file, byte[] bytes) {
        Program program = LlvmIrReader.read(file, bytes, work -> new Thread(work).start());
        demandClean(program.problems());
        return program;
    }

    private static void demandClean(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0).toString());
        }
    }
}
