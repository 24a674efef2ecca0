package io.ferrule.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** The table finds the tokens that ANTLR's lexer finds, in real text and in noise. */
class TokenAutomatonTest {

    private static final String[] PIECES = {
        "@f",
        "%x",
        "@\"a b\"",
        "\"",
        "!",
        "!7",
        "!\"s\"",
        "label:",
        "-1",
        "1.5e3",
        "0xK00",
        "c\"x\\00\"",
        "i32",
        "i32x",
        ";c\n",
        " ",
        "\r",
        "...",
        "..",
        "#3",
        "#dbg_value",
        "^4",
        "$c",
        "add",
        "add-1",
        "s0xF",
        "\u00ff",
        "\0",
        "\t",
        "(",
        "}"
    };

    @Test
    void positive_recorded_programs_have_the_same_tokens() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../fixtures/programs"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ll"))
                    .sorted()
                    .limit(4)
                    .toList()) {
                assertSameTokens(Files.readAllBytes(file));
            }
        }
    }

    @Test
    void positive_random_bytes_have_the_same_tokens() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertSameTokens(bytes);
        }
    }

    @Test
    void positive_random_pieces_have_the_same_tokens() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            assertSameTokens(text.toString().getBytes(ISO_8859_1));
        }
    }

    private static void assertSameTokens(byte[] bytes) {
        assertThat(byTable(bytes)).isEqualTo(byLexer(bytes));
    }

    private static List<String> byTable(byte[] bytes) {
        List<String> tokens = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            long token = TokenAutomaton.instance().token(bytes, at);
            if (TokenAutomaton.kind(token) != TokenAutomaton.SKIPPED) {
                tokens.add(TokenAutomaton.kind(token) + " " + at + " " + TokenAutomaton.end(token));
            }
            at = TokenAutomaton.end(token);
        }
        return tokens;
    }

    private static List<String> byLexer(byte[] bytes) {
        List<String> tokens = new ArrayList<>();
        LlvmIrLexer lexer = new LlvmIrLexer(CharStreams.fromString(new String(bytes, ISO_8859_1)));
        lexer.removeErrorListeners();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            tokens.add(token.getType() + " " + token.getStartIndex() + " " + (token.getStopIndex() + 1));
        }
        return tokens;
    }
}
