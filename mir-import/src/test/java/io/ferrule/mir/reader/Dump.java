package io.ferrule.mir.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.TokenAutomaton;
import io.ferrule.grammar.TokenTable;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirRenderer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dump and what was read from it. Rendering what was read must give the dump again, token by token, so that nothing
 * can be misread in silence. Left aside are what rustc only lays out (addresses and text beside the bytes of an
 * allocation, where a line cuts a pointer, a number behind a span), colons before generic arguments, and comments that name no place.
 */
final class Dump {

    private final byte[] bytes;
    private final MirProgram program;

    private Dump(byte[] bytes) {
        this.bytes = bytes;
        this.program = MirReader.read("test.mir", bytes);
    }

    static Dump of(byte[] bytes) {
        return new Dump(bytes);
    }

    static Dump of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** One function, whose locals are all {@code u32}, and whose only block has these statements. */
    static Dump ofStatements(String statements) {
        StringBuilder text = new StringBuilder("fn f(_1: u32, _2: &mut [u32], _3: Option<u32>) -> u32 {\n");
        text.append("    let mut _0: u32;\n    let mut _4: u32;\n    let mut _5: (u32, bool);\n\n    bb0: {\n");
        statements.lines().forEach(line -> text.append("        ").append(line).append('\n'));
        text.append("    }\n");
        for (int block = 1; block <= 3; block++) {
            text.append("\n    bb").append(block).append(": {\n        return;\n    }\n");
        }
        return of(text.append("}\n").toString());
    }

    MirProgram program() {
        return program;
    }

    MirContents.Code code() {
        assertThat(program.problems()).isEmpty();
        return (MirContents.Code) program.bodies().get(0).contents();
    }

    /** The bodies that are not what they were read from. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        List<MirBody> bodies = program.bodies();
        for (int i = 0; i < bodies.size(); i++) {
            MirBody body = bodies.get(i);
            int end = i + 1 < bodies.size() ? bodies.get(i + 1).range().from() : bytes.length;
            if (!(body.contents() instanceof MirContents.Unsupported)) {
                List<String> read =
                        tokens(Arrays.copyOfRange(bytes, body.range().from(), end));
                List<String> rendered = tokens(MirRenderer.render(body).getBytes(UTF_8));
                if (!read.equals(rendered)) {
                    differences.add(body.path() + ": " + firstDifference(read, rendered));
                }
            }
        }
        return differences;
    }

    private static String firstDifference(List<String> read, List<String> rendered) {
        int at = 0;
        while (at < Math.min(read.size(), rendered.size()) && read.get(at).equals(rendered.get(at))) {
            at++;
        }
        return "read " + around(read, at) + ", rendered " + around(rendered, at);
    }

    private static String around(List<String> tokens, int at) {
        return String.join(" ", tokens.subList(Math.max(0, at - 5), Math.min(tokens.size(), at + 5)));
    }

    private static List<String> tokens(byte[] text) {
        TokenTable table = TokenTable.of(TokenAutomaton.rustMir(), text, UTF_8);
        List<String> tokens = new ArrayList<>(table.size());
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < table.size(); i++) {
            String spelling = table.spelling(i).strip();
            switch (table.kind(i)) {
                case RustMirLexer.ADDRESS, RustMirLexer.TEXT_COLUMN -> {}
                case RustMirLexer.PATH_SEPARATOR -> {
                    if (table.kind(i + 1) != RustMirLexer.LESS) {
                        tokens.add(spelling);
                    }
                }
                case RustMirLexer.LOCATION, RustMirLexer.DECLARATION, RustMirLexer.CALL_SITE -> {
                    if (!spelling.endsWith(" at no-location")) {
                        tokens.add(spelling);
                    }
                }
                case RustMirLexer.PROVENANCE, RustMirLexer.PROVENANCE_REST -> {
                    pointer.append(spelling);
                    if (spelling.endsWith("╼")) {
                        tokens.add(pointer.toString().replaceAll("[╾─╼]", "").strip());
                        pointer.setLength(0);
                    }
                }
                case RustMirLexer.ANONYMOUS_AT -> tokens.add(spelling.replaceFirst(" \\(#\\d+\\)}$", "}"));
                default -> tokens.add(spelling);
            }
        }
        return tokens;
    }
}
