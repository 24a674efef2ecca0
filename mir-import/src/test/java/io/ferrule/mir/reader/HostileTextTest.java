package io.ferrule.mir.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirProgram;
import io.ferrule.program.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to hide code, or to cost more than their size. */
final class HostileTextTest {

    private static final int MANY = 5_000;
    private static final int MORE = 100_000;

    private static final String VICTIM =
            "\nfn victim() -> () {\n    let mut _0: ();\n\n    bb0: {\n        return;\n    }\n}\n";

    private static MirProgram read(String text) {
        return MirReader.read("hostile.mir", text.getBytes(UTF_8));
    }

    /** What stands before a function may spoil itself, but neither the function nor its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fn f() -> () {",
                "fn f() -> () {\n    bb0: {\n        _0 = f({((((",
                "const A: u32 = {",
                "const A: &str = const \"}\" {",
                "const A: [u8; { 3",
                "static A: u32 = {\n    let _0: ((((",
                "alloc1 (size: 1, align: 1) {\n",
                "alloc1 (size: 1, align: 1) {\n    7b │ {\n",
                "fn f(_1: {closure@",
                "fn f(_1: {closure@src/a.rs:1:1: 1:2",
                "// MIR FOR CTFE\n",
                "'\\''",
                "'\"'",
                "'a \"x\" 'b",
                "const A: char = const '{';",
                "const A: char = const '\\u{7b}';",
                "const A: &[u8] = const b\"{\\\"\";",
                "r#\"{\"#",
                "/* {",
                "// {",
                "\u0000",
                "│ {",
                "╾"
            })
    void negative_nothingBeforeAFunctionHidesIt(String before) {
        MirProgram program = read(before + VICTIM);

        assertThat(program.bodies())
                .filteredOn(body -> body.path().toString().equals("victim"))
                .hasSize(1)
                .allMatch(body -> body.contents() instanceof MirContents.Code);
    }

    /** A quote that nothing closes makes the rest no text at all: that must show. */
    @ParameterizedTest
    @ValueSource(strings = {"const A: &str = const \"", "b\"", "fn f() -> () {\n    bb0: { _0 = const \"{"})
    void negative_whatAnOpenQuoteHidesIsAProblemOfTheWholeDump(String before) {
        MirProgram program = read(before + VICTIM);

        assertThat(program.problems()).extracting(Problem::subject).contains("");
        assertThat(program.bodies()).noneMatch(body -> body.contents() instanceof MirContents.Code);
    }

    @Test
    void positive_bracesInTheTextOfAnAllocationAreText() {
        MirProgram program = read("fn f() -> () {\n    let mut _0: ();\n\n    bb0: {\n        return;\n    }\n}\n\n"
                + "alloc1 (size: 4, align: 1) {\n    7d 0a 7b 22             │ }.{\"\n}\n" + VICTIM);

        assertThat(program.problems()).isEmpty();
        assertThat(program.bodies()).hasSize(2);
    }

    /** rustc copies lengths from the source as they are; what this lexer reads otherwise than Rust's must show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "N + r\"\\\" + \"]) -> () {\n}\nfn forged() -> () {\n}\nfn g(_1: [u8; \"",
                "N + br#\"x\"]) -> () {\n}\nfn forged() -> () {\n}\nfn g(_1: [u8; \"y\"#",
                "N /* ]) -> () {\n}\nfn forged() -> () {\n}\nfn g(_1: [u8; */",
                "{ fn forged() -> () {\n} 3 }"
            })
    void negative_whatIsCopiedFromTheSourceForgesNothing(String length) {
        MirProgram program = read("fn f(_1: [u8; " + length + "]) -> () {\n    bb0: {\n        return;\n    }\n}\n");

        assertThat(program.problems()).extracting(Problem::subject).contains("");
    }

    @Test
    void positive_aCommentIsNoCode() {
        MirProgram program = read("// fn g() -> () {" + VICTIM);

        assertThat(program.problems()).isEmpty();
        assertThat(program.bodies()).hasSize(1);
    }

    @Test
    void negative_aBodyThatIsNotUnderstoodStaysWithItsHead() {
        MirProgram program =
                read("fn f(_1: u32) -> bool {\n    let mut _0: bool;\n\n    bb0: {\n        frobnicate;\n    }\n}\n"
                        + VICTIM);

        MirBody body = program.bodies().get(0);
        assertThat(body.path()).hasToString("f");
        assertThat(body.parameters()).hasSize(1);
        assertThat(body.contents()).isInstanceOf(MirContents.Unsupported.class);
        assertThat(program.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("f");
            assertThat(problem).hasToString("hostile.mir:5:9: did not expect `frobnicate`");
        });
        assertThat(program.bodies().get(1).contents()).isInstanceOf(MirContents.Code.class);
    }

    /** The mark of what is for evaluation belongs to nothing here. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n// MIR FOR CTFE\n", "fn", "const", "}"})
    void negative_aDumpThatEndsBehindAMarkIsAProblem(String end) {
        MirProgram program = read(VICTIM + "// MIR FOR CTFE\n" + end);

        assertThat(program.problems()).isNotEmpty();
        assertThat(program.bodies().get(0).contents()).isInstanceOf(MirContents.Code.class);
    }

    static Stream<Arguments> expensive() {
        return Stream.of(
                Arguments.of("references", type("&".repeat(MORE) + "u32")),
                Arguments.of("pointers", type("*const ".repeat(MORE) + "u32")),
                Arguments.of("function results", type("fn() -> ".repeat(MORE) + "u32")),
                Arguments.of("traits", type("dyn Fn() -> ".repeat(MORE) + "u32")),
                Arguments.of("opaque types", type("impl ".repeat(MORE) + "A")),
                Arguments.of("binders", type("for<'a> ".repeat(MORE) + "fn()")),
                Arguments.of("tuples", type("(".repeat(MORE) + ")".repeat(MORE))),
                Arguments.of("slices", type("[".repeat(MORE) + "u8" + "]".repeat(MORE))),
                Arguments.of("generics", type("A<".repeat(MORE) + "u8" + ">".repeat(MORE))),
                Arguments.of("qualified types", type("<".repeat(MORE) + "u8" + ">::X".repeat(MORE))),
                Arguments.of("closures", type("{closure@".repeat(MORE) + "u8" + "}".repeat(MORE))),
                Arguments.of("closures on a line", type("{closure@a b c ".repeat(MORE))),
                Arguments.of("implementations", type("<impl at a b ".repeat(MORE))),
                Arguments.of("bodies of functions", type("{async fn body of ".repeat(MORE))),
                Arguments.of("places", statement("_0 = copy " + "(*".repeat(MORE) + "_1" + ")".repeat(MORE))),
                Arguments.of("constants", statement("_0 = const " + "&".repeat(MORE) + "1_u8")),
                Arguments.of("tuples of constants", statement("_0 = const " + "(".repeat(MORE))),
                Arguments.of("braces of constants", statement("_0 = const " + "A {".repeat(MORE))),
                Arguments.of("scopes", "fn f() -> () {\n" + "scope 1 {\n".repeat(MORE)),
                Arguments.of("quotes", "'".repeat(MORE)),
                Arguments.of("letters in quotes", "'é".repeat(MORE)),
                Arguments.of("casts", " (A".repeat(MORE)),
                Arguments.of("strings", "b\"".repeat(MORE + 1)),
                Arguments.of("signs", "╾a ".repeat(MORE)),
                Arguments.of("lines", "─".repeat(MORE)),
                Arguments.of("a long name", "fn " + "a".repeat(10 * MORE) + "() -> () {}"),
                Arguments.of("a large case", statement("switchInt(const 1_u8) -> [" + "9".repeat(MORE) + ": bb0]")),
                Arguments.of("a high local", statement("_" + "9".repeat(MORE) + " = const 1_u8")),
                Arguments.of("local numbers", statement("_999999999 = const 1_u8")),
                Arguments.of("a shim", "alloc1 (fn: f - shim" + "(".repeat(MORE)),
                Arguments.of("open functions", "fn f() -> () {\n".repeat(MANY)),
                Arguments.of("bad functions", "fn f() -> () { x }\n".repeat(MANY)),
                Arguments.of("allocations without a body", "alloc1 (size: 0, align: 1) {}\n".repeat(MANY)),
                Arguments.of(
                        "an allocation that is too short", "alloc1 (size: 9999999999999, align: 1) {\n 00 │ .\n}"));
    }

    private static String type(String type) {
        return "const A: " + type + " = const 1_u8;\n";
    }

    private static String statement(String statement) {
        return "fn f(_1: u8) -> u8 {\n    let mut _0: u8;\n\n    bb0: {\n        " + statement
                + ";\n        return;\n    }\n}\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expensive")
    @Timeout(20)
    void negative_refusesInTime(String what, String text) {
        MirProgram program = read(text);

        assertThat(program.problems()).as(what).isNotEmpty();
        assertThat(program.problems())
                .allSatisfy(problem ->
                        assertThat(problem.message() + problem.subject()).hasSizeLessThan(700));
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("statements", statement("_0 = const 1_u8;\n".repeat(MORE) + "nop")),
                Arguments.of("elements", statement("_0 = [const 1_u8" + ", const 1_u8".repeat(MORE) + "]")),
                Arguments.of("constants", statement("_0 = const [1_u8" + ", 1_u8".repeat(MORE) + "]")),
                Arguments.of("segments", type("a" + "::a".repeat(MORE))),
                Arguments.of("elements of a tuple", type("(u8" + ", u8".repeat(MORE) + ")")),
                Arguments.of("indexes", statement("_0 = copy _1" + "[_1]".repeat(MORE))),
                Arguments.of("a string", type("&str").replace("1_u8", "\"" + "\\n".repeat(MORE) + "\"")),
                Arguments.of("a long number", type("[u8; " + "9".repeat(MORE) + "_usize]")),
                Arguments.of("functions", VICTIM.repeat(MANY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    @Timeout(20)
    void positive_readsInTime(String what, String text) {
        assertThat(read(text).problems()).as(what).isEmpty();
    }

    @Test
    void negative_anEmptyDumpHasNoBodies() {
        assertThat(read("").bodies()).isEqualTo(List.of());
    }
}
