package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Function;
import io.ferrule.program.MetadataNode.Specialised;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import io.ferrule.program.Terminator.Return;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shape is parsed once; what is not told by kinds of tokens is looked at every time. */
final class ShapesTest {

    private static final String KNOWN = """
            define i8 @known(ptr %p, i8 %x) {
              %a = add i8 %x, 1
              %b = load i8, ptr %p
              %c = load i8, ptr %p, align 1
              %d = call i8 @known(ptr %p, i8 %a)
              br label %end
            end:
              ret i8 %d
            }
            """;

    @Test
    void positive_everyStretchOfAShapeHasItsOwnWords() {
        Program program = Ir.accepted(KNOWN
                + IntStream.range(0, 50)
                        .mapToObj(i -> "define i8 @f" + i + "() {\n  ret i8 " + i + "\n}\n")
                        .collect(Collectors.joining()));

        for (int i = 0; i < 50; i++) {
            Function function = program.function("f" + i).orElseThrow();
            Return end = (Return) function.blocks().get(0).terminator();
            assertThat(end.value().orElseThrow().value()).isEqualTo(IntegerConstant.of(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%a = add i8 %x, 300",
                "%a = add i8 %x, %nowhere",
                "%a = add i8 %x, 1 1",
                "%a = add i8 %x",
                "%a = add i8 %x, 1,",
                "%a = load i8, ptr %p, align",
                "%a = call i8 @nowhere(ptr %p, i8 %x)",
                "%a = call i8 @known(ptr %p, i8 %x",
                "br label %nowhere",
                "%x = add i8 %x, 1",
            })
    void negative_nearAKnownShape(String line) {
        String text = KNOWN + "define i8 @near(ptr %p, i8 %x) {\n  " + line + "\n  ret i8 0\n}\n";

        assertThat(Ir.refused(text))
                .hasSize(1)
                .extracting(Problem::line)
                .isSubsetOf(11, 12); // there, or what follows it
    }

    @Test
    void negative_aKnownShapeWhereTheFunctionIsCutOff() {
        Ir.refused(KNOWN + "define i8 @f(i8 %x) {\n  ret i8 %x\n");
        Ir.refused(KNOWN + "define i8 @f(i8 %x) {\n  ret i8 %x\n} }\n");
        Ir.refused(KNOWN + "declare i8 @f(i8) {\n  ret i8 1\n}\n");
        Ir.refused(KNOWN + "define i8 @f(i8)\n");
    }

    private static final String NODES = """
            !0 = !DIFile(filename: "a.rs", directory: "/")
            !1 = !DILocation(line: 1, column: 2, scope: !2)
            !2 = distinct !DISubprogram(name: "f", file: !0)
            !3 = !{!0, !1, null, !"text"}
            """;

    @Test
    void positive_settledNodesAreBuiltWhenAskedFor() {
        Program program = Ir.read(NODES + "!4 = !DILocation(line: 5, column: 6, scope: !2)\n");

        assertThat(program.problems()).isEmpty();
        Specialised node = (Specialised) program.metadata().node(4).orElseThrow();
        assertThat(node.field("line")).hasToString("Optional[WholeNumber[value=5]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!4 = !DILocation(line: 1, column: 2, scope: !99)",
                "!4 = !DILocation(line: 1, column: 2, scope: !99999999999)",
                "!4 = !DILocation(line: 1, column: 2, scope: !2) !DIFile()",
                "!4 = !DILocation(line: 1, column: 2, scope: !2",
                "!4 = !DI\\00(line: 1, column: 2, scope: !2)",
                "!1 = !DILocation(line: 1, column: 2, scope: !2)",
                "!99999999999 = !DILocation(line: 1, column: 2, scope: !2)",
                "!4 = !{!0, !1, null, i8 300}",
                "!4 = !{!0, !1, null, {} 5}",
            })
    void negative_nearAKnownNode(String line) {
        Ir.read(NODES);

        assertThat(Ir.refused(NODES + line + "\n")).extracting(Problem::line).isSubsetOf(5, 6);
    }

    @Test
    void negative_theFirstUseOfAnUndefinedNodeIsNamedThoughItIsSettled() {
        List<Problem> problems = Ir.refused(NODES + "!4 = !{!7}\n!5 = !{!8}\n");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString())
                .startsWith("test.ll:5:8: `!7` is used but not defined (and 1 other names)");
    }
}
