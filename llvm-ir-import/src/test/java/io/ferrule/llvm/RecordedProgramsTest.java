package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.grammar.TokenTable;
import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recorded dumps of the fixtures, against the counts that LLVM itself made of them. */
final class RecordedProgramsTest {

    private static final Path PROGRAMS = Path.of("..", "fixtures", "programs");

    static Stream<Path> programs() throws IOException {
        try (Stream<Path> folders = Files.list(PROGRAMS)) {
            return folders.sorted().toList().stream();
        }
    }

    static Path dump(Path folder) {
        return folder.resolve(folder.getFileName() + ".ll");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void positive_countsAreThoseOfLlvm(Path folder) throws IOException {
        Program program = LlvmIrReader.read(folder.toString(), Files.readAllBytes(dump(folder)));
        ModuleCounts llvm = ModuleCounts.ofJson(Files.readString(folder.resolve("llvm-counts.json")));

        assertThat(program.problems()).isEmpty();
        assertThat(ModuleCounts.of(program).differences(llvm)).isEmpty();
    }

    /** Independent of the lexer's own idea of what may be skipped. */
    @ParameterizedTest
    @MethodSource("programs")
    void positive_everyLineBelongsToAnEntity(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(dump(folder));
        TokenTable tokens = new SourceText(folder.toString(), bytes).growingTokens();
        List<Entity> entities = new EntityCutter(tokens).cut();
        BitSet covered = new BitSet();
        int next = 0;
        for (Entity entity : entities) {
            assertThat(entity.from()).isEqualTo(next);
            assertThat(entity.kind()).isNotEqualTo(Entity.Kind.UNKNOWN);
            next = entity.to();
            for (int i = entity.from(); i < entity.to(); i++) {
                covered.set(tokens.start(i), tokens.end(i));
            }
        }
        assertThat(next).isEqualTo(tokens.size());
        for (int at = 0; at < bytes.length; at++) {
            boolean needsAToken = bytes[at] > ' ' && !inComment(bytes, at);
            assertThat(needsAToken && !covered.get(at))
                    .as(() -> new String(bytes, StandardCharsets.UTF_8))
                    .isFalse();
        }
    }

    private static boolean inComment(byte[] bytes, int at) {
        boolean quoted = false;
        int lineStart = at;
        while (lineStart > 0 && bytes[lineStart - 1] != '\n') {
            lineStart--;
        }
        for (int i = lineStart; i <= at; i++) {
            quoted ^= bytes[i] == '"';
            if (bytes[i] == ';' && !quoted) {
                return true;
            }
        }
        return false;
    }
}
