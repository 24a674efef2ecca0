package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Function;
import io.ferrule.program.Header;
import io.ferrule.program.Opcode;
import io.ferrule.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A module with every construct of the Language Reference of LLVM 22, which LLVM reads; {@code language.json} is what
 * {@code fixtures/llvm-counts} counts in it.
 */
final class LanguageTest {

    static byte[] resource(String name) throws IOException {
        try (InputStream in = LanguageTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static Program program() throws IOException {
        return LlvmIrReader.read("language.ll", resource("language.ll"));
    }

    @Test
    void positive_isReadAsLlvmReadsIt() throws IOException {
        Program program = program();
        String counts = new String(resource("language.json"), StandardCharsets.UTF_8);

        assertThat(program.problems()).isEmpty();
        assertThat(ModuleCounts.of(program).differences(ModuleCounts.ofJson(counts)))
                .isEmpty();
    }

    @Test
    void positive_everyInstructionIsInIt() throws IOException {
        Set<Opcode> found = program().functions().values().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.instructions().stream())
                .map(instruction -> instruction.opcode())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Opcode.class)));

        assertThat(found).containsExactlyElementsOf(Arrays.asList(Opcode.values()));
    }

    @Test
    void positive_everyMetadataNodeCanBeBuilt() throws IOException {
        Program program = program();

        assertThat(program.metadata().node(Header.NO_LOCATION)).isEmpty();
        for (int number : new int[] {0, 1, 2, 20, 21, 31, 50, 51, 60, 73, 74}) {
            assertThat(program.metadata().node(number)).as("!" + number).isPresent();
        }
    }

    @Test
    void positive_whatIsReachedOfItIsTheSame() throws IOException {
        Program whole = program();
        Program some = LlvmIrReader.readReached("language.ll", resource("language.ll"), symbols -> Set.of());

        assertThat(some.functions()).isEqualTo(whole.functions()); // module-level assembly may use anything
        assertThat(some.functions().values()).extracting(Function::symbol).contains("debug");
    }
}
