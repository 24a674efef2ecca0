package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Instruction;
import io.ferrule.program.MetadataNode;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Texts for tests, read. With the system property {@value LlvmOracle#PROPERTY}, what is to be accepted is shown to LLVM
 * as well, which must count the same.
 */
final class Ir {

    /** What the text of instructions may refer to. */
    private static final String SURROUNDINGS = """
            %pair = type { i32, i64 }
            @g = external global [4 x i32]
            @v = external thread_local global i32
            declare void @callee()
            declare i32 @one(i32)
            declare i32 @variadic(ptr, ...)
            declare i32 @personality(...)
            !0 = !{}
            !1 = distinct !DISubprogram(name: "f", spFlags: DISPFlagDefinition, unit: !2)
            !2 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !3)
            !3 = !DIFile(filename: "f.rs", directory: "/")
            !4 = !DILocation(line: 7, column: 3, scope: !1)
            !5 = !DILocalVariable(name: "x", scope: !1, file: !3, line: 6)
            !6 = !DILabel(scope: !1, name: "l", file: !3, line: 6)
            !7 = distinct !DIAssignID()
            !llvm.dbg.cu = !{!2}
            !8 = !{!1}
            attributes #0 = { nounwind "k"="v" }
            """;

    private Ir() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Program read(String text) {
        return LlvmIrReader.read("test.ll", bytes(text));
    }

    /** The program of a text that must be read without a problem. */
    static Program accepted(String text) {
        Program program = read(text);
        assertThat(program.problems()).as(text).isEmpty();
        if (System.getProperty(LlvmOracle.PROPERTY) != null) {
            Optional<ModuleCounts> llvm = llvm(text);
            assertThat(llvm).as("LLVM refuses " + text).isPresent();
            assertThat(ModuleCounts.of(program).differences(llvm.orElseThrow()))
                    .as(text)
                    .isEmpty();
        }
        return program;
    }

    /** The problems of a text that must not be read without one. */
    static List<Problem> refused(String text) {
        List<Problem> problems = read(text).problems();
        assertThat(problems).as(text).isNotEmpty();
        return problems;
    }

    /** What LLVM counts in the text, or empty where it refuses it. */
    static Optional<ModuleCounts> llvm(String text) {
        try (LlvmOracle oracle = LlvmOracle.start()) {
            Path file = Files.createTempFile("ferrule", ".ll");
            try {
                Files.write(file, bytes(text));
                return oracle.counts(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module with a function {@code @f} of that body; its parameters are the locals 0 to 9. */
    static String around(String body) {
        return SURROUNDINGS
                + "define void @f(ptr %p, i32 %i, i64 %j, float %x, double %y, <4 x i32> %v, { i32, [2 x i8] } %s, i1 %c,"
                + " i128 %w, <vscale x 2 x i64> %z) personality ptr @personality {\n"
                + body
                + "\n}\n";
    }

    /** The function {@code @f} of a module. */
    static Function function(String module) {
        Function function = accepted(module).function("f").orElseThrow();
        assertThat(function.body()).isNotInstanceOf(Body.Unreadable.class);
        return function;
    }

    /** The first instruction of a function that consists of it, and of an end of its own where it is no terminator. */
    static Instruction instruction(String line) {
        return function(around(line + "\n  ret void"))
                .blocks()
                .get(0)
                .instructions()
                .get(0);
    }

    /** The instruction of that line, which ends a block; it may go to the blocks n, m and, unwinding, u (1 to 3). */
    static Instruction terminator(String line) {
        String blocks =
                "\nn:\n  ret void\nm:\n  unreachable\nu:\n  %u1 = landingpad { ptr, i32 } cleanup\n  unreachable";
        return function(around(line + blocks)).blocks().get(0).instructions().get(0);
    }

    /** The value that a global variable with this type and initializer has. */
    static Value constant(String typeAndValue) {
        Program program = accepted(around("  ret void") + "@t = global " + typeAndValue + "\n");
        return Objects.requireNonNull(program.globals().get("t")).initializer().orElseThrow();
    }

    /** The type of that text. */
    static Type type(String text) {
        Program program =
                accepted("%named = type { i32, %other }\n%other = type opaque\ndeclare void @f(" + text + ")\n");
        return program.function("f").orElseThrow().parameters().get(0).type();
    }

    /** The metadata node of that text; it may refer to !0 to !8. */
    static MetadataNode node(String text) {
        return accepted(around("  ret void") + "!9 = " + text + "\n")
                .metadata()
                .node(9)
                .orElseThrow();
    }

    /** All instructions of a body. */
    static List<Instruction> instructions(String body) {
        return function(around(body)).blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .toList();
    }
}
