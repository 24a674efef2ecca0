package io.ferrule.cli;

import io.ferrule.llvm.LlvmIrReader;
import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the files of a compile.
 *
 * @param directory relative names start here
 */
record ModuleFiles(Path directory) {

    private static final int LARGEST = 512 << 20;

    /** The bytes of a file that the user named, or that lies beside one. */
    byte[] bytes(Path file) throws CommandFailure {
        Path place = directory.resolve(file);
        try {
            if (Files.size(place) > LARGEST) {
                throw new CommandFailure(file + ": larger than 512 MB", "judge a smaller module");
            }
            return Files.readAllBytes(place);
        } catch (IOException e) {
            throw new CommandFailure(
                    file + ": cannot be read: " + FileTrouble.of(e), "an INPUT is an .ll file, or a folder of them");
        }
    }

    /** The module of these bytes. */
    static Program program(Path file, byte[] bytes) {
        return LlvmIrReader.read(file.toString(), bytes);
    }
}
