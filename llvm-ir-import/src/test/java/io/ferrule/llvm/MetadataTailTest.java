package io.ferrule.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a helper a module is read as without. */
final class MetadataTailTest {

    private static final Executor HELPER = work -> new Thread(work).start();

    private static final String FRONT = """
            @g = global i32 0
            define void @f() {
              ret void, !dbg !1
            }
            !llvm.module.flags = !{!0}
            """;

    static Stream<Path> dumps() throws IOException {
        return RecordedProgramsTest.programs().map(RecordedProgramsTest::dump);
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void positive_recordedProgramsAreTheSame(Path dump) throws IOException {
        assertSame(Files.readAllBytes(dump));
    }

    /** Whether the guess about the tail holds or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!0 = !{}\n!1 = !DILocation(line: 1, column: 2, scope: !0)\n",
                "!0 = !{}\n!1 = !{ptr @g}\n!named = !{!0}\n",
                "!0 = !{}\n!1 = !{}\ndefine void @late() {\n  ret void\n}\n",
                "!0 = !{}\n!1 = !{}\nattributes #0 = { nounwind }\n",
                "!0 = !{}\n!1 = !{}\n!1 = !{}\n",
                "!0 = !{}\n!1 = !{!9}\n",
                "!0 = !{}\n!1 = !{ptr @nowhere}\n",
                "!0 = !{}\n!1 = !{i8 300}\n",
                "!0 = !{}\n!1 = !{\n",
                "!0 = !{}\n!1 = !{}\n}\n",
                "!0 = !{}\n!1 = !{} ret void\n",
                "!0 = !{!\"\n!0 = !{}\n\"}\n!1 = !{}\n",
                "!1 = !{!\"\n!0 = \", !0}\n!0 = !{}\n",
                "!1 = !{}\n!0 = !{}\n",
                "!2 = !{\n!0 = !{}\n!1 = !{}\n",
                "@h = global [2 x i8] c\"\n!0 = \"\n!0 = !{}\n!1 = !{}\n",
                "define void @open() {\n!0 = !{}\n!1 = !{}\n",
                "; !0\n!0 = !{}\n!1 = distinct !{!1, !0} ; end",
                "module asm \"\n!0 = !{}\"\n!1 = !{}\n!0 = !{}\n",
            })
    void theRestMayBeAnything(String rest) {
        assertSame(Ir.bytes(FRONT + rest));
    }

    @Test
    void positive_everyConstructIsTheSame() throws IOException {
        assertSame(LanguageTest.resource("language.ll"));
    }

    private static void assertSame(byte[] text) {
        assertSame(LlvmIrReader.read("t.ll", text), LlvmIrReader.read("t.ll", text, HELPER), text);
        for (Set<String> entries : List.of(Set.<String>of(), Set.of("f"))) {
            assertSame(
                    LlvmIrReader.readReached("t.ll", text, symbols -> entries),
                    LlvmIrReader.readReached("t.ll", text, symbols -> entries, HELPER),
                    text);
        }
    }

    private static void assertSame(Program alone, Program helped, byte[] text) {
        String shown = new String(text, 0, Math.min(text.length, 400), StandardCharsets.ISO_8859_1);
        assertThat(helped.problems()).as(shown).isEqualTo(alone.problems());
        assertThat(helped.functions()).as(shown).isEqualTo(alone.functions());
        assertThat(helped.globals()).as(shown).isEqualTo(alone.globals());
        assertThat(helped.namedMetadata()).as(shown).isEqualTo(alone.namedMetadata());
        for (int number = 0; number < 10; number++) {
            assertThat(helped.metadata().node(number))
                    .as(shown)
                    .isEqualTo(alone.metadata().node(number));
        }
    }
}
