package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Program;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read where only some functions are called from outside. */
final class ReachedEntitiesTest {

    /** {@code @on_entry} is called from outside; whether {@code @_RNvfar} is read is the question. */
    private static final String MODULE = """
            @near = private constant ptr @_RNvnear
            @far = private constant ptr @_RNvfar
            @far_too = internal global ptr @far
            define void @on_entry() {
              %f = load ptr, ptr @near
              call void %f()
              ret void
            }
            define void @_RNvnear() {
              call void @_RNvnearer()
              ret void
            }
            define void @_RNvnearer() {
              ret void
            }
            define internal void @_RNvfar() #0 {
              call void @_RNvfarther()
              call void @missing()
              ret void
            }
            define void @_RNvfarther() {
              br label %nowhere
            }
            declare void @missing()
            declare void @never()
            attributes #0 = { nounwind }
            """;

    private static Program read(String text, String... entries) {
        return LlvmIrReader.readReached("test.ll", Ir.bytes(text), symbols -> Set.of(entries));
    }

    private static List<String> unread(Program program) {
        return program.functions().values().stream()
                .filter(function -> function.body() instanceof Body.Unread)
                .map(Function::symbol)
                .toList();
    }

    @Test
    void positive_whatNothingMentionsIsNotRead() {
        Program program = read(MODULE, "on_entry");

        assertThat(program.problems()).isEmpty();
        assertThat(unread(program)).containsExactly("_RNvfar", "_RNvfarther");
        assertThat(program.globals()).containsOnlyKeys("near");
        assertThat(program.functions())
                .containsOnlyKeys("on_entry", "_RNvnear", "_RNvnearer", "_RNvfar", "_RNvfarther", "missing", "never");
        assertThat(program.function("_RNvnearer").orElseThrow().blocks()).hasSize(1);
        Function far = program.function("_RNvfar").orElseThrow();
        assertThat(far.isDeclaration()).isFalse();
        assertThat(far.isLocal()).isTrue();
        assertThat(far.attributes().has("nounwind")).isTrue();
    }

    @Test
    void positive_theEntriesAreChosenFromAllThatCanBeCalled() {
        String text = MODULE + "@other = alias void (), ptr @_RNvnearer\n";

        LlvmIrReader.readReached("test.ll", Ir.bytes(text), symbols -> {
            assertThat(symbols)
                    .containsExactlyInAnyOrder(
                            "on_entry",
                            "_RNvnear",
                            "_RNvnearer",
                            "_RNvfar",
                            "_RNvfarther",
                            "missing",
                            "never",
                            "other");
            return Set.of();
        });
    }

    @Test
    void positive_whoAsksForEverythingGetsIt() {
        String text = MODULE.replace("%nowhere", "%somewhere")
                .replace("br label", "br label %somewhere\nsomewhere:\nbr label");

        Program some = LlvmIrReader.readReached("test.ll", Ir.bytes(text), symbols -> symbols);
        Program all = LlvmIrReader.read("test.ll", Ir.bytes(text));

        assertThat(some.functions()).isEqualTo(all.functions());
        assertThat(unread(some)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@table = constant [1 x ptr] [ptr @_RNvfar]",
                "@table = hidden global ptr @far",
                "@table = private constant ptr @_RNvfar, section \".init_array\"",
                "@llvm.used = appending global [1 x ptr] [ptr @_RNvfar], section \"llvm.metadata\"",
                "@llvm.compiler.used = appending global [1 x ptr] [ptr @far], section \"llvm.metadata\"",
                "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }]"
                        + " [{ i32, ptr, ptr } { i32 1, ptr @_RNvfar, ptr null }]",
                "@other = alias void (), ptr @_RNvfar",
                "@chosen = ifunc void (), ptr @_RNvfar",
                "module asm \"call anything\"",
                "define void @memcpy() {\n  call void @_RNvfar()\n  ret void\n}",
                "define void @__udivti3() {\n  call void @_RNvfar()\n  ret void\n}",
                "define void @\"a b_c\"() {\n  call void @_RNvfar()\n  ret void\n}",
                "define void @_Rinit() section \".init.text\" {\n  call void @_RNvfar()\n  ret void\n}",
                "!7 = !{ptr @_RNvfar}",
                "!7 = !DITemplateValueParameter(value: ptr @_RNvfar)",
                "attributes #1 = { \"probe-stack\"=\"_RNvfar\" }",
                "declare void @on_x() prefix ptr @_RNvfar",
            })
    void positive_whatIsUsedWithoutBeingMentionedIsRead(String more) {
        Program program =
                LlvmIrReader.readReached("test.ll", Ir.bytes(MODULE + more + "\n"), symbols -> Set.of("on_entry"));

        assertThat(program.function("_RNvfar").orElseThrow().body()).isNotInstanceOf(Body.Unread.class);
        assertThat(program.problems()).isNotEmpty(); // those of @_RNvfarther
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call void @_RNvfar()",
                "call void @\"_RNvfar\"()",
                "call void @\"_RN\\76far\"()",
                "%x = load ptr, ptr @far_too",
                "store ptr @_RNvfar, ptr @near",
                "call void asm sideeffect \"call _RNvfar\", \"\"()",
                "call void @missing() [ \"ptrauth\"(ptr @_RNvfar) ]",
                "call void @missing(), !callees !{ptr @_RNvfar}",
                "#dbg_value(ptr @_RNvfar, !7, !DIExpression(), !8)",
                "%x = ptrtoint ptr blockaddress(@_RNvfar, %b) to i64",
            })
    void positive_everyWayToMentionCounts(String line) {
        String text = MODULE.replace("%f = load", line + "\n  %f = load");

        assertThat(unread(read(text, "on_entry"))).doesNotContain("_RNvfar", "_RNvfarther");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A bracket that is left open, or closed too often, may hide what comes behind.
                "define void @_Rx() {\n  ret void <\n}\n@hidden = global ptr @_RNvfar",
                "define void @_Rx() {\n  ret void (\n}\ndefine void @_Ry() {\n  ret void\n}",
                "define void @_Rx() {\n  ret void }\n}",
                "define void @_Rx() {\n  ret void\n} ret void",
                "define void @_Rx() {\n  ret void\n} {\n  ret void\n}",
                "define void @_Rx()",
                "define void @_Rx() {\n  ret void",
                "define void @_Rx() {\n  add-1 ret void\n}",
                "define void @_Rx() {\n  \001\n}",
                "define void @_Rx( {\n  ret void\n}",
                "define void @_RNvnear() {\n  ret void\n}",
                "define void @_RNvfar() {\n  ret void\n}",
                "@_RNvfar = private constant i8 0",
                "@far = private constant i8 0",
                "define void @_Rx() {\n  call void @nowhere()\n  ret void\n}",
                "define void @_Rx() {\n  ret void, !dbg !99\n}",
                "declare void @_RNvfar() {\n  ret void\n}",
                "ret void",
            })
    void negative_whatIsDamagedIsAProblemThoughNothingMentionsIt(String more) {
        assertThat(read(MODULE + more + "\n", "on_entry").problems()).isNotEmpty();
    }
}
