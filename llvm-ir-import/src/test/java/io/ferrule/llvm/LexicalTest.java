package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Body;
import io.ferrule.program.Problem;
import io.ferrule.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No trick with quotes, comments, line ends or odd bytes hides code: it is read as LLVM reads it, or refused. */
final class LexicalTest {

    /** Each text defines {@code @f} and {@code @g}, which calls {@code @f} once, and nothing else that calls. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "define void @f() {\n ret void\n}\ndefine void @g() {\n call void @f()\n ret void\n}",
                "define void @f() { ret void } define void @g() { call void @f() ret void }",
                "define void @f() {\r\n ret void\r\n}\r\ndefine void @g() {\r\n call void @f()\r\n ret void\r\n}",
                "define void @f() { ret void ; } comment\r}\ndefine void @g() { call void @f() ret void }",
                "define void @f() { ret void ; }\r}define void @g() { ; call void @f()\rcall void @f() ret void }",
                "define void @f() {\n\"\n}\n\": ret void }\n  define void @g() { call void @f() ret void }",
                "define void @f() { ret void }\ndefine void @g() \"\n}\n\" { call void @f() ret void }",
                "define void @f() { ret void }\n@\"x\n}\ndefine void @h() { call void @f() }\" = global i8 0\n"
                        + "define void @g() { call void @f() ret void }",
                "define void @f() { ret void } ; define void @g() {\ndefine void @g() { call void @f() ret void }",
                "define void @f() { ret void }\nmodule asm \"define void @h() { call void @f() }\"\n"
                        + "define void @g() { call void @f() ret void }",
                "define void @f() { ret void }define void@g(){call void@f()ret void}",
                "define void @f() { ret void }\ndefine void @g() { define: call void @f() br label %declare declare: ret void }",
                "define void @f() { ret void }\ndefine void @g() { -1: call void @f() br label %$x $x: ret void }",
                "define void @f() { ret void }\ndefine void @g() { 0: call void @f() br label %007 7: ret void }",
                "define void @\"f\"() { ret void }\ndefine void @g() { call void @\"\\66\"() ret void }",
                "define void @f() { ret void }\ndefine void @g() { call void @f(); \u0000 \u001a \f\n ret void }",
                "; ModuleID = 'x'\ndefine void @f() { ret void }\ndefine void @g() { call void @f() ret void }\n;",
                "define void @f() { ret void }\ndefine void @g() { call void @f() ret void };",
            })
    void positive_readsAsLlvmDoes(String text) {
        Program program = Ir.accepted(text);

        assertThat(program.functions().keySet()).containsExactly("f", "g");
        assertThat(ModuleCounts.of(program).functions())
                .extracting(FunctionCounts::calls)
                .containsExactly(0L, 1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t\r\n",
                "; only a comment",
                "\u00ef\u00bb\u00bfdefine void @f() { ret void }",
                "define void @f() {\f ret void }",
                "define void @f() {\u000b ret void }",
                "define void @f() { ret void }\u001a",
                "define void @f() {\u0000 ret void }",
                "define void @f() { ret void }\u0000",
                "define void @\"f\u0000\"() { ret void }",
                "define void @f() { /* ret void }",
                "define void @f() { /* */ ret void }",
                "define void @f() { / ret void }",
                "define void @f() { // comment\n ret void }",
                "define void @f() { # comment\n ret void }",
                "define void @f() { \" ret void }",
                "define void @f() { ret void }\n@\"unclosed = global i8 0",
                "define void @f() { \"a\" : ret void }",
                "define void @f() { a : ret void }",
                "define void @f() { %a: ret void }",
                "define void @f() { add-1 i32 1, 2 ret void }",
                "define void @f() { store i32x 1, ptr null ret void }",
                "define void @f() { ret void } }",
                "{ define void @f() { ret void }",
                "define void @f() { ret void } garbage",
                "garbage define void @f() { ret void }",
                "define void @f() { ret void }\nsource_filename \"x\"",
                "target triple = \"a\"\ntarget triple = \"b\"",
                "target datalayout = \"\"\ntarget datalayout = \"e\"",
                "target cpu = \"a\"",
                "BC\u00c0\u00de5\u0014",
                "\u00de\u00c0\u0017\u000b\u0000\u0000",
                "\u007fELF",
                "<?xml version=\"1.0\"?>",
                "fn main() {}",
                "declare void @f() declare",
                "^0 = module: (path: \"x\"",
                "^0 = )",
                "uselistorder ptr @f, { 1 0 }",
                "module asm",
                "module asm \"x\" \"y\"",
                "!llvm.x = !{!0",
                "!llvm.x = {!0}",
                "!0 = !{}\n!0 = !{}",
                "!00 = !{}\n!0 = !{}",
            })
    void negative_refuses(String text) {
        List<Problem> problems = Ir.refused(text);

        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.column()).isPositive();
            assertThat(problem.message()).isNotBlank();
        });
    }

    @Test
    void negative_namesThePlaceOfAnUnknownInstruction() {
        String text =
                "define void @good() {\n  ret void\n}\n\ndefine void @bad() {\n  %x = frobnicate i32 1\n  ret void\n}\n";
        Program program = Ir.read(text);

        assertThat(program.problems())
                .containsExactly(new Problem("test.ll", 6, 8, "bad", "unknown instruction `frobnicate`"));
        assertThat(program.functions().get("good"))
                .satisfies(function -> assertThat(function.blocks()).hasSize(1));
        assertThat(program.functions().get("bad"))
                .satisfies(function -> assertThat(function.body()).isInstanceOf(Body.Unreadable.class));
    }

    /** Where bytes are no tokens, nobody knows where LLVM sees the function end. */
    @Test
    void negative_aTornFunctionTouchesTheWholeModule() {
        List<Problem> problems = Ir.refused("define void @f() { /* \" */ ret void }\n");

        assertThat(problems).extracting(Problem::subject).contains("");
    }

    @Test
    void negative_theSecondDefinitionMakesTheFirstUnreadable() {
        Program program = Ir.read("define void @f() { ret void }\ndefine void @f() { call void @f() ret void }\n");

        assertThat(program.functions().get("f"))
                .satisfies(function -> assertThat(function.body()).isInstanceOf(Body.Unreadable.class));
    }

    /** Cut off anywhere, a module is refused, or is one that LLVM would read too. */
    @Test
    void negative_everyPrefixIsRefusedOrWhole() {
        String text = """
                source_filename = "x"
                target triple = "x86_64-unknown-linux-gnu"
                @g = constant [2 x i8] c"ab"
                declare void @d(ptr) #0
                define void @f() #0 !dbg !1 {
                  call void @d(ptr @g), !dbg !2
                  ret void
                }
                attributes #0 = { nounwind "a"="b" }
                !x = !{!0}
                !0 = !{i32 1}
                !1 = distinct !{}
                !2 = !{!1}
                """;
        for (int length = 0; length <= text.length(); length++) {
            String prefix = text.substring(0, length);
            Program program = Ir.read(prefix);
            if (program.problems().isEmpty() && System.getProperty(LlvmOracle.PROPERTY) != null) {
                assertThat(Ir.llvm(prefix)).as(prefix).isPresent();
            }
            // Up to here LLVM alone can tell; from here on, everything that comes later is needed.
            boolean mayBeWhole = length <= text.indexOf("define") || length >= text.lastIndexOf("}");
            assertThat(program.problems().isEmpty() && !mayBeWhole).as(prefix).isFalse();
        }
    }
}
