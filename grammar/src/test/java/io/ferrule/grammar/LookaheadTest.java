package io.ferrule.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammars are LL(1): one token of lookahead decides everywhere, so that no prediction state is kept or shared. */
final class LookaheadTest {

    @ParameterizedTest
    @ValueSource(strings = {"LlvmIrParser", "RustMirParser"})
    void theGeneratedParserNeverPredictsAdaptively(String name) throws IOException {
        String parser = Files.readString(
                Path.of("target", "generated-sources", "antlr4", "io", "ferrule", "grammar", name + ".java"));

        assertThat(parser).contains("class " + name).doesNotContain("adaptivePredict");
    }
}
