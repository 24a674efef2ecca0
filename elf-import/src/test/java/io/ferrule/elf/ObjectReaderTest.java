package io.ferrule.elf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.object.FrameSize;
import io.ferrule.object.Machine;
import io.ferrule.object.ObjectFile;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.ObjectProblem;
import io.ferrule.object.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reads what rustc wrote, and says where a file is broken. */
final class ObjectReaderTest {

    @Test
    void readsTheFrameSizesThatReadelfReads() {
        ObjectMember member = Samples.read(Samples.sum());
        Map<String, Long> sizes = new TreeMap<>();
        for (FrameSize size : member.frameSizes()) {
            member.symbols().stream()
                    .filter(symbol -> symbol.kind() == Symbol.Kind.FUNCTION)
                    .filter(symbol -> symbol.section() == size.section() && symbol.value() == size.offset())
                    .forEach(symbol -> sizes.put(symbol.name().replaceAll(".*[0-9]", ""), size.bytes()));
        }
        assertThat(sizes)
                .isEqualTo(Map.of(
                        "scale", 8L,
                        "classify", 328L,
                        "pass_on", 0L,
                        "sum", 16024L,
                        "panic_fmt", 0L,
                        "panic_bounds_check", 8L,
                        "panic_const_add_overflow", 8L));
    }

    @Test
    void knowsWhichBytesAreWhose() {
        ObjectMember member = Samples.read(Samples.sum());
        assertThat(member.machine()).isEqualTo(Machine.X86_64);
        assertThat(member.uncovered()).isEmpty();
        assertThat(member.functions()).hasSize(7);
        assertThat(member.symbols().stream().filter(member::isCode)).hasSize(7);
        assertThat(member.sections().stream().filter(section -> section.name().equals(".text.sum")))
                .singleElement()
                .matches(section -> section.executable() && section.loaded() && !section.writable());
    }

    @Test
    void findsCodeThatNoSymbolNames() {
        byte[] bytes = Samples.sum();
        ObjectMember member = Samples.read(bytes);
        int entry = indexOf(member, "pass_on");
        // Its size, at the end of its entry of 24 bytes.
        int at = symbolTable(bytes) + entry * 24 + 16;
        bytes[at] = 3;
        assertThat(ObjectReader.read("sum.o", bytes).members().get(0).uncovered())
                .singleElement()
                .matches(range -> range.start() == 3 && range.end() == 7);
    }

    @Test
    void refusesFunctionsThatOverlap() {
        byte[] bytes = Samples.sum();
        ObjectMember member = Samples.read(bytes);
        int entry = indexOf(member, "pass_on");
        int other = member.symbols().stream()
                .filter(symbol -> symbol.name().equals("sum"))
                .findFirst()
                .orElseThrow()
                .section();
        bytes[symbolTable(bytes) + entry * 24 + 6] = (byte) other;
        assertThat(ObjectReader.read("sum.o", bytes).problems())
                .singleElement()
                .extracting(ObjectProblem::message)
                .isEqualTo("function `pass_on` overlaps another one in section `.text.sum`");
    }

    @Test
    void readsArchives() {
        ObjectFile archive = ObjectReader.read("x.a", Samples.archive());
        assertThat(archive.problems()).isEmpty();
        assertThat(archive.members())
                .extracting(ObjectMember::name)
                .containsExactly("a-name-that-is-longer-than-fifteen.o", "sum.o");
        assertThat(archive.members()).allMatch(member -> member.functions().size() == 7);
    }

    @Test
    void saysWhereAFileIsBroken() {
        byte[] sum = Samples.sum();
        assertThat(problem(new byte[0])).isEqualTo("x: at byte 0x0: not an ELF object");
        assertThat(problem("!<thin>\n".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("x: at byte 0x0: a thin archive, whose members lie in other files");
        assertThat(problem(changed(sum, 4, 1))).isEqualTo("x: at byte 0x4: not a 64-bit little-endian object");
        assertThat(problem(changed(sum, 16, 3)))
                .isEqualTo("x: at byte 0x10: a linked program or library: give the object that went into it");
        assertThat(problem(Arrays.copyOf(sum, sum.length - 100)))
                .startsWith("x: at byte 0x0: the section headers (")
                .endsWith("lies outside of the file");
        assertThat(problem(changed(sum, 0x2f, 0x7f))).contains("lies outside of the file");
        assertThat(problem(changed(sum, 58, 63)))
                .isEqualTo("x: at byte 0x3a: section headers of 63 bytes, where ELF64 has 64");
    }

    @Test
    void keepsTheRestOfAnArchive() {
        byte[] bytes = Samples.archive();
        bytes[bytes.length - Samples.sum().length] = 0;
        ObjectFile archive = ObjectReader.read("x.a", bytes);
        assertThat(archive.members()).hasSize(1);
        assertThat(archive.problems())
                .singleElement()
                .matches(problem -> problem.toString().startsWith("x.a(sum.o): at byte 0x"));
    }

    private static String problem(byte[] bytes) {
        List<ObjectProblem> problems = ObjectReader.read("x", bytes).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).toString();
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    private static int indexOf(ObjectMember member, String symbol) {
        return member.symbols().stream()
                .filter(each -> each.name().equals(symbol))
                .findFirst()
                .orElseThrow()
                .index();
    }

    private static int symbolTable(byte[] bytes) {
        return new SectionTable(ByteView.of(bytes))
                .ofType(SectionHeader.SYMTAB)
                .findFirst()
                .map(header -> (int) header.offset())
                .orElseThrow();
    }
}
