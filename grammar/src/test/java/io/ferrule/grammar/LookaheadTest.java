package io.ferrule.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The grammar is LL(1): one token of lookahead decides everywhere, so that no prediction state is kept or shared. */
final class LookaheadTest {

    @Test
    void theGeneratedParserNeverPredictsAdaptively() throws IOException {
        String parser = Files.readString(
                Path.of("target", "generated-sources", "antlr4", "io", "ferrule", "grammar", "LlvmIrParser.java"));

        assertThat(parser).contains("class LlvmIrParser").doesNotContain("adaptivePredict");
    }
}
