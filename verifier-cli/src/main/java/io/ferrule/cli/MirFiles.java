package io.ferrule.cli;

import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.reader.MirReader;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the MIR of the crate that a module was compiled from: the file with the same name up to its ending, among the
 * inputs or beside the module.
 *
 * @param directory relative names start here
 * @param named the MIR files that the user names
 */
record MirFiles(Path directory, List<Path> named) {

    private static final String ENDING = ".mir";

    /** A dump that was read. */
    static final class MirFile {

        private final Path name;
        private final byte[] bytes;

        private MirFile(Path name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        MirProgram program() {
            return MirReader.read(name.toString(), bytes);
        }

        Subject subject() {
            return new Subject("mir", name.toString(), Fingerprint.sha256(bytes));
        }

        /** The lines of an item. */
        List<String> lines(TextRange range) {
            return ModuleText.range(bytes, range.from(), range.to());
        }
    }

    static MirFiles among(Path directory, List<Path> inputs) {
        return new MirFiles(directory, inputs.stream().filter(MirFiles::isMir).toList());
    }

    static boolean isMir(Path input) {
        return input.toString().endsWith(ENDING);
    }

    /** The MIR of a module, if there is any. */
    Optional<MirFile> of(Path module, ModuleJudge reader) throws CommandFailure {
        Path beside = module.resolveSibling(stem(module) + ENDING);
        Optional<Path> file = named.stream()
                .filter(mir -> stem(mir).equals(stem(module)))
                .findFirst()
                .or(() -> Optional.of(beside).filter(mir -> Files.isRegularFile(directory.resolve(mir))));
        return file.isEmpty() ? Optional.empty() : Optional.of(new MirFile(file.get(), reader.bytes(file.get())));
    }

    private static String stem(Path path) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
