package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.MetadataNode;
import io.ferrule.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that are spelled like one before are settled without tokens, and only those. */
final class KnownDefinitionsTest {

    private static final String BEFORE = """
            !0 = !DIFile(filename: "a.rs", directory: "/")
            !1 = !DILocation(line: 1, column: 2, scope: !2)
            !2 = distinct !DISubprogram(name: "f", file: !0)
            !3 = !{!0, !1, null, !"text"}
            !4 = !DIEnumerator(name: "A", value: -1)
            !5 = !{}
            """;
    private static final String AFTER = """
            !90 = !DILocation(line: 3, column: 4, scope: !2)
            !91 = !DILocation(line: 5, column: 6, scope: !2)
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!DIFile(filename: \"\", directory: \"\\22)\")",
                "!DIFile(filename: \"a\nb\", directory: \"!9 = !{}\")",
                "!DILocation(line: 77777, column: 0, scope: !2)",
                "!DILocation(line: 1, column: 2, scope: !91)",
                "!DILocation(line: 123456789012, column: 2, scope: !2)",
                "!DILocation(line: 1,  column: 2, scope: !2)",
                "!DILocation(line: 1, column: 2, scope: !2) ; comment",
                "!DILocation(line: -1, column: 2, scope: !2)",
                "distinct !DISubprogram(name: \"g\", file: !0)",
                "distinct !DISubprogram(name: \"g\", file: !90)",
                "!{!5, !2, null, !\"more\"}",
                "!{!5, !2, null, !\"\"}",
                "!DIEnumerator(name: \"B\", value: -12345678)",
                "!DIEnumerator(name: \"B\", value: 1)",
                "!{}",
            })
    void positive_whatIsSpelledAlikeIsTheSameNode(String node) {
        Program known = Ir.accepted(BEFORE + "!7 = " + node + "\n" + AFTER);
        Program alone = Ir.read("!7 = " + node + "\n");

        MetadataNode expected = alone.metadata().node(7).orElseThrow();
        assertThat(known.metadata().node(7)).contains(expected);
        assertThat(known.metadata().node(90)).isPresent();
        assertThat(known.metadata().node(91)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!DILocation(line: 1, column: 2, scope: !99)",
                "!DILocation(line: 1, column: 2, scope: !99999999999)",
                "!DILocation(line: 1, column: , scope: !2)",
                "!DILocation(line: 1, column: 2, scope: !)",
                "!DILocation(line: 1, column: 2, scope: !2a)",
                "!DILocation(line: 1, column: 2, scope: !2))",
                "!DILocation(line: 1, column: 2, scope: !2",
                "!DILocation(line: 0x1, column: 2, scope: !2)",
                "!DILocation(line: 1.5.5, column: 2, scope: !2)",
                "!DILocation(line: 1:, column: 2, scope: !2)",
                "!DIFile(filename: \"a\"b\", directory: \"/\")",
                "!DIFile(filename: \"a, directory: /)",
                "!{!0, !1, null, !\"text\"} !{}",
                "!{!0, !1, null, !\"text\"}\n}",
                "!{!0, !1, null, !\"text\"}\nret void",
                "!{!0, !1, null, text}",
            })
    void negative_nearAKnownDefinition(String node) {
        Ir.refused(BEFORE + "!7 = " + node + "\n" + AFTER);
    }

    @Test
    void negative_twoOfOneNumber() {
        Ir.refused(BEFORE + "!7 = !{}\n!7 = !{}\n" + AFTER);
        Ir.refused(BEFORE + "!5 = !{}\n" + AFTER);
    }

    @Test
    void negative_theFirstUseOfAnUndefinedNodeIsNamed() {
        List<?> problems = Ir.refused(BEFORE + "!7 = !DILocation(line: 1, column: 2, scope: !8)\n" + AFTER);

        assertThat(problems.get(0).toString()).startsWith("test.ll:7:45: `!8` is used but not defined");
    }

    @Test
    void positive_codeBehindAKnownDefinitionIsSeen() {
        Program program = Ir.read(BEFORE + "!7 = !{}\ndefine void @f() {\n  ret void\n}\n" + AFTER);

        assertThat(program.problems()).isEmpty();
        assertThat(program.functions()).containsKey("f");
        assertThat(program.metadata().node(91)).isPresent();
    }
}
