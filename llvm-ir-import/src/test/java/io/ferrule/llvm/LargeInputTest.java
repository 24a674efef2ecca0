package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Program;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to cost more than their size: each is read or refused in time and memory that follow its length. */
final class LargeInputTest {

    private static final int MANY = 100_000;
    private static final int MORE = 1_000_000;

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("a name of 10 MB", "@" + "a".repeat(10 * MORE) + " = global"),
                Arguments.of("a quoted name of 10 MB", "@\"" + "a\n".repeat(5 * MORE) + "\" = frob"),
                Arguments.of("a line of words", "define void @f() " + "word ".repeat(MORE) + "{ ret void }"),
                Arguments.of("open parentheses", "@x = global i32 " + "(".repeat(MORE)),
                Arguments.of("open brackets", "@x = global " + "[1 x ".repeat(MORE)),
                Arguments.of("nested types", "@x = global " + "{".repeat(MORE) + "}".repeat(MORE) + " undef"),
                Arguments.of(
                        "nested expressions",
                        "@x = global i64 " + "add (i64 ".repeat(MORE) + "1" + ", i64 1)".repeat(MORE)),
                Arguments.of("nested metadata", "!0 = " + "!{".repeat(MORE) + "}".repeat(MORE)),
                Arguments.of("nested summaries", "^0 = gv: " + "(".repeat(MORE) + ")".repeat(MORE)),
                Arguments.of("function types", "@x = global void " + "()".repeat(MORE) + " undef"),
                Arguments.of("a huge integer", "@x = global i32 " + "9".repeat(MORE)),
                Arguments.of("a huge hexadecimal integer", "@x = global i32 u0x" + "9".repeat(MORE)),
                Arguments.of("a huge field", "!0 = !DILocation(line: " + "9".repeat(MORE) + ")"),
                Arguments.of("a huge metadata number", "!" + "9".repeat(MORE) + " = !{}"),
                Arguments.of("half labels", "a-".repeat(MORE)),
                Arguments.of("half labels apart", "a- ".repeat(MORE)),
                Arguments.of("dots", "a..".repeat(MORE)),
                Arguments.of("open comments", "/*".repeat(MORE)),
                Arguments.of("quotes", "\"".repeat(2 * MORE + 1)),
                Arguments.of("open names", "@\" %\" ".repeat(MORE) + "\""),
                Arguments.of("bad bytes", "\u0001".repeat(MORE)),
                Arguments.of("closed braces", "}".repeat(MORE)),
                Arguments.of("bad functions", many(i -> "define void @f" + i + "() { frob }\n")),
                Arguments.of("functions without an end", many(i -> "define void @f" + i + "() { ret void\n")),
                Arguments.of("bad globals", many(i -> "@g" + i + " = frob\n")),
                Arguments.of("one name for all", many(i -> "@g = global i8 0\n")),
                Arguments.of(
                        "undefined names", "@g = global i8 0\n" + many(i -> "@g" + i + " = global ptr @u" + i + "\n")),
                Arguments.of("undefined metadata", "!x = !{!0" + many(i -> ", !" + i) + "}"),
                Arguments.of(
                        "a large attribute group",
                        "attributes #0 = {" + many(i -> " \"k" + i + "\"") + "}\n"
                                + many(i -> "declare void @f" + i + "() #0\n")),
                Arguments.of(
                        "a group too large and unused", "attributes #0 = {" + many(i -> " \"k" + i + "\"") + "}\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    @Timeout(20)
    void negative_refusesInTime(String what, String text) {
        Program program = Ir.read(text);

        assertThat(program.problems()).as(what).isNotEmpty();
        assertThat(program.problems())
                .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(400));
    }

    static Stream<Arguments> large() {
        String attributes = many(i -> i < 190 ? " \"k" + i + "\"" : "");
        return Stream.of(
                Arguments.of("one block of calls", function(many(i -> "  call void @f()\n") + "  ret void\n")),
                Arguments.of(
                        "blocks",
                        function(many(i -> "b" + i + ":\n  br label %b" + (i + 1) + "\n") + "b100000:\n  ret void\n")),
                Arguments.of(
                        "a switch",
                        function("  switch i32 0, label %b [\n" + many(i -> "i32 " + i + ", label %b\n")
                                + "]\nb:\n  ret void\n")),
                Arguments.of(
                        "a phi",
                        function("  br label %b\nb:\n  %x = phi i32 [ 0, %0 ]" + many(i -> ", [ " + i + ", %b ]")
                                + "\n  ret void\n")),
                Arguments.of(
                        "arguments",
                        "declare void @g(...)\n"
                                + function("  call void (...) @g(i8 0" + many(i -> ", i32 " + i) + ")\n  ret void\n")),
                Arguments.of("parameters", "declare void @f(i32" + many(i -> ", i32 %p" + i) + ")\n"),
                Arguments.of(
                        "an array",
                        "@f = global [100000 x i32] [i32 0" + many(i -> i == 0 ? "" : ", i32 " + i) + "]\n"),
                Arguments.of("a metadata node", "!0 = !{null" + many(i -> ", !0") + "}\n"),
                Arguments.of("labels in comments", many(i -> "; define void @f" + i + "() {\n") + "@x = global i8 0\n"),
                Arguments.of(
                        "uses of a group",
                        "attributes #0 = {" + attributes + "}\n" + many(i -> "declare void @f" + i + "() #0\n")),
                Arguments.of(
                        "locals out of order",
                        function("  br label %b\nb:\n"
                                + many(i -> "  %v" + i + " = add i32 %v" + (99_999 - i) + ", 1\n") + "  ret void\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    @Timeout(20)
    void positive_readsInTime(String what, String text) {
        assertThat(Ir.read(text).problems()).as(what).isEmpty();
    }

    private static String function(String body) {
        return "define void @f() {\n" + body + "}\n";
    }

    private static String many(IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            text.append(line.apply(i));
        }
        return text.toString();
    }
}
