package io.ferrule.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.testing.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that runs and is no instruction of the module: each of these once hid a call that sleeps. */
class InsertedCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prologue [2 x i8] c\"\\EB\\FE\"",
                "\"instrument-function-entry\"=\"msleep\"",
                "\"instrument-function-entry-inlined\"=\"msleep\"",
                "\"instrument-function-exit\"=\"msleep\"",
                "\"instrument-function-exit-inlined\"=\"msleep\"",
                "\"fentry-call\"=\"true\"",
                "\"probe-stack\"=\"msleep\"",
                "\"trap-func-name\"=\"msleep\"",
                "\"split-stack\"",
                "gc \"shadow-stack\"",
                "naked"
            })
    void positive_aFunctionWithMoreThanItsInstructions(String attribute) {
        assertThat(Extension.entered("hardirq", "define void @root() " + attribute + " { ret void }")
                        .outcome())
                .isEqualTo("Inconclusive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"probe-stack\"=\"inline-asm\"",
                "sspstrong",
                "prefix i32 7",
                "\"patchable-function-entry\"=\"5\"",
                "\"frame-pointer\"=\"all\""
            })
    void negative_attributesThatAddNoCall(String attribute) {
        assertThat(Extension.entered("hardirq", "define void @root() " + attribute + " { ret void }")
                        .outcome())
                .isEqualTo("Accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"trap-func-name\"=\"msleep\"", "[ \"clang.arc.attachedcall\"(ptr @msleep) ]", "[ \"new\"() ]"})
    void positive_aCallThatCallsMore(String suffix) {
        assertThat(Extension.entered("hardirq", """
                                declare void @llvm.trap()
                                declare void @msleep(i32)
                                define void @root() {
                                  call void @llvm.trap() %s
                                  ret void
                                }
                                """.formatted(suffix)).outcome())
                .isEqualTo("Inconclusive");
    }

    /** An operand in a register by name is moved there: into the stack pointer, too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r,~{memory} | Accepted",
                "*m,~{memory},~{rax} | Accepted",
                "{rsp} | Inconclusive",
                "r,{rsp},~{memory} | Inconclusive"
            })
    void positive_emptyAssembly(String constraints, String outcome) {
        assertThat(Extension.entered("hardirq", """
                                define void @root(ptr %%p) {
                                  call void asm sideeffect "", "%s"(ptr %%p)
                                  ret void
                                }
                                """.formatted(constraints)).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void negative_assumptionsInBundles() {
        assertThat(Extension.entered("hardirq", """
                                declare void @llvm.assume(i1)
                                define void @root(ptr %p) {
                                  call void @llvm.assume(i1 true) [ "align"(ptr %p, i64 8) ]
                                  ret void
                                }
                                """).outcome()).isEqualTo("Accepted");
    }

    /** It is there to be inlined; what runs where it is not inlined is another module's. */
    @Test
    void positive_aDefinitionThatIsNotLinked() {
        assertThat(Extension.entered("hardirq", """
                                define available_externally void @helper() { ret void }
                                define void @root() {
                                  call void @helper()
                                  ret void
                                }
                                """).outcome()).isEqualTo("Inconclusive");
    }

    @Test
    void positive_aBodyUnderTheNameOfAnIntrinsic() {
        assertThat(Extension.entered("hardirq", """
                                define i32 @llvm.umin.i32(i32 %a, i32 %b) { ret i32 %a }
                                define void @root() {
                                  call i32 @llvm.umin.i32(i32 1, i32 2)
                                  ret void
                                }
                                """).outcome()).isEqualTo("Inconclusive");
    }
}
