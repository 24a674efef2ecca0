package io.ferrule.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables find the tokens that ANTLR's lexers find, in real text and in noise. */
class TokenAutomatonTest {

    private static final String[] MIR_PIECES = {
        "_1",
        "bb2",
        "alloc3",
        "<imm>",
        "+0x10",
        "0x00 │",
        " │ a}\"b\n",
        "╾──alloc2+0x8──╼",
        "╾",
        "──╼",
        "<impl at src/a b.rs:1:2: 3:4>",
        "{closure@src/x.rs:1:2: 3:4}",
        "{closure@",
        "{async fn body of ",
        "{closure#0}",
        "// scope 1 at a.rs:1:2: 3:4\n",
        "// in scope 0 at a.rs:1:1: 1:2\n",
        "// MIR FOR CTFE\n",
        "// MIR FOR CTFE2\n",
        "//",
        "'a",
        "'a'",
        "'\\''",
        "'\\u{7f}'",
        "'é'",
        "b\"x\\\"y\"",
        "*b\"",
        "\"",
        "-5_i32",
        "1.5e-3f64",
        "-inf_f32",
        " (IntToInt)",
        " (PointerCoercion(ReifyFnPointer(Safe), Implicit))",
        " (Foo",
        "{\n",
        "{",
        "copy ",
        "copy",
        "->",
        "=>",
        "..=",
        "...",
        "::",
        "promoted[0]",
        "<uninit>",
        "é",
        "\0",
        "/*",
        "&/*tls*/",
        "#"
    };

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

    @ParameterizedTest
    @EnumSource
    void positive_recorded_programs_have_the_same_tokens(Language language) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../fixtures/programs"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(language.ending))
                    .sorted()
                    .limit(4)
                    .toList()) {
                language.assertSameTokens(Files.readAllBytes(file));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void positive_random_bytes_have_the_same_tokens(Language language) {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            language.assertSameTokens(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void positive_random_pieces_have_the_same_tokens(Language language) {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(language.pieces[random.nextInt(language.pieces.length)]);
            }
            language.assertSameTokens(text.toString().getBytes(UTF_8));
        }
    }

    private enum Language {
        LLVM_IR(TokenAutomaton.instance(), LlvmIrLexer::new, ".ll", PIECES),
        RUST_MIR(TokenAutomaton.rustMir(), RustMirLexer::new, ".mir", MIR_PIECES);

        private final TokenAutomaton automaton;
        private final Function<CharStream, Lexer> lexer;
        private final String ending;
        private final String[] pieces;

        Language(TokenAutomaton automaton, Function<CharStream, Lexer> lexer, String ending, String[] pieces) {
            this.automaton = automaton;
            this.lexer = lexer;
            this.ending = ending;
            this.pieces = pieces;
        }

        void assertSameTokens(byte[] bytes) {
            assertThat(byTable(bytes)).isEqualTo(byLexer(bytes));
        }

        private List<String> byTable(byte[] bytes) {
            TokenTable table = TokenTable.of(automaton, bytes, ISO_8859_1);
            return IntStream.range(0, table.size())
                    .mapToObj(i -> table.kind(i) + " " + table.start(i) + " " + table.end(i))
                    .toList();
        }

        private List<String> byLexer(byte[] bytes) {
            List<String> tokens = new ArrayList<>();
            Lexer source = lexer.apply(CharStreams.fromString(new String(bytes, ISO_8859_1)));
            source.removeErrorListeners();
            for (Token token = source.nextToken(); token.getType() != Token.EOF; token = source.nextToken()) {
                tokens.add(token.getType() + " " + token.getStartIndex() + " " + (token.getStopIndex() + 1));
            }
            return tokens;
        }
    }
}
