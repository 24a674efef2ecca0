package io.ferrule.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.ferrule.object.FrameSize;
import io.ferrule.object.Machine;
import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Call frame information: what it says of frames, and that broken one is refused. */
final class CallFramesTest {

    /** rustc made both from the same frames; no function here has a frame pointer. */
    @Test
    void agreesWithTheClaims() {
        ObjectMember member = Samples.read(Samples.sum());
        assertThat(member.callFrames()).containsExactlyInAnyOrderElementsOf(member.frameSizes());
    }

    @Test
    void readsThatOfAarch64() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("../fixtures/stack/machines/aarch64.o"));
        ObjectMember member = Samples.read(bytes);
        assertThat(member.callFrames()).hasSameSizeAs(member.frameSizes()).anyMatch(size -> size.bytes() > 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0e 10                   | 8  | def_cfa_offset 16
            0e 10 0e 90 08          | 1032 | def_cfa_offset 16, def_cfa_offset 1040
            0e 10 0a 0e 40 0b       | 56 | remember_state, def_cfa_offset 64, restore_state
            0e 10 86 02 0d 06       | 8  | def_cfa_offset 16, rbp at cfa-16, def_cfa_register rbp
            0d 06 0c 06 80 10       | 0  | offsets from the frame pointer tell nothing
            83 06                   | 40 | rbx at cfa-48
            05 03 08                | 56 | offset_extended rbx
            11 03 06                | 40 | offset_extended_sf rbx
            13 7c                   | 24 | def_cfa_offset_sf
            12 07 7c                | 24 | def_cfa_sf
            0f 03 77 08 06          | 0  | def_cfa_expression
            10 03 02 77 08 2e 10 00 | 0  | expression, GNU_args_size, nop
            41 02 01 03 01 00 04 01 00 00 00 c3 06 03 07 03 08 03 09 03 04 | 0 | advances and restores
            """)
    void executes(String hex, long deepest, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex.strip().replace(" ", ""));
        DwarfCursor cursor = new DwarfCursor(ByteView.of(bytes), 0, bytes.length);
        CallFrameProgram.Rules start = CallFrameProgram.Rules.none(-8, 0).at(7, 8);
        assertThat(CallFrameProgram.run(cursor, start, Machine.X86_64).deepest())
                .as(what)
                .isEqualTo(deepest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b", "3f", "0e", "0e ff ff ff ff ff ff 7f", "0f 7f 00", "02", "0a 0b 0b"})
    void refuses(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        DwarfCursor cursor = new DwarfCursor(ByteView.of(bytes), 0, bytes.length);
        CallFrameProgram.Rules start = CallFrameProgram.Rules.none(-8, 0).at(7, 8);
        assertThatThrownBy(() -> CallFrameProgram.run(cursor, start, Machine.X86_64))
                .isInstanceOf(MalformedObjectException.class);
    }

    /** Broken call frame information costs itself alone: the rest of the object is there, with a problem. */
    @Test
    void damageIsAProblemOrChangesNothingElse() {
        byte[] original = Samples.sum();
        List<FrameSize> claims = Samples.read(original).frameSizes();
        Section section = Samples.read(original).sections().stream()
                .filter(each -> each.name().equals(".eh_frame"))
                .findFirst()
                .orElseThrow();
        int start = new SectionTable(ByteView.of(original))
                .contents(section.index())
                .start();
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] mutant = original.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                mutant[start + random.nextInt((int) section.size())] = (byte) random.nextInt(256);
            }
            try {
                ObjectFile file = ObjectReader.read("mutant", mutant);
                assertThat(file.members()).hasSize(1);
                List<FrameSize> sizes = file.members().get(0).frameSizes();
                assertThat(sizes).isEqualTo(claims);
                refused += file.problems().isEmpty() ? 0 : 1;
            } catch (RuntimeException e) {
                fail("mutant " + i, e);
            }
        }
        assertThat(refused).isBetween(500, 2_999);
    }
}
