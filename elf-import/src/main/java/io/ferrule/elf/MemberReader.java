package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.FrameSize;
import io.ferrule.object.Machine;
import io.ferrule.object.MachineFunction;
import io.ferrule.object.ObjectMember;
import io.ferrule.object.ObjectProblem;
import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads one relocatable object. */
final class MemberReader {
    private static final byte[] MAGIC = "\u007fELF".getBytes(StandardCharsets.ISO_8859_1);
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int RELOCATABLE = 1;

    private final String file;
    private final String name;
    private final ByteView contents;
    private final List<ObjectProblem> problems;

    /**
     * @param file how the member is called in problems
     * @param problems takes what is wrong in a part that the rest does not depend on
     */
    MemberReader(String file, String name, ByteView contents, List<ObjectProblem> problems) {
        this.file = file;
        this.name = name;
        this.contents = contents;
        this.problems = problems;
    }

    ObjectMember read() {
        Machine machine = machine();
        SectionTable sections = new SectionTable(contents);
        List<Symbol> symbols = SymbolTable.read(sections);
        List<Relocation> relocations =
                RelocationTables.read(sections, symbols, header -> header.has(SectionHeader.ALLOC));
        CodeLayout layout = CodeLayout.of(sections, symbols);
        List<FrameSize> frameSizes = Prologues.raised(machine, sections, layout, StackSizes.read(sections, symbols));
        layout.problems().forEach(problem -> problems.add(new ObjectProblem(file, contents.start(), problem)));
        List<MachineFunction> functions =
                machine == Machine.X86_64 ? new X86Code(sections, symbols, relocations, layout).functions() : List.of();
        List<CodeRange> uncovered = layout.gaps().stream()
                .filter(gap -> !Padding.is(machine, sections.contents(gap.section()), gap))
                .toList();
        return new ObjectMember(
                name,
                machine,
                sections.sections(),
                symbols,
                relocations,
                frameSizes,
                callFrames(machine, sections, symbols, layout),
                functions,
                uncovered);
    }

    private List<FrameSize> callFrames(
            Machine machine, SectionTable sections, List<Symbol> symbols, CodeLayout layout) {
        try {
            return CallFrames.read(machine, sections, symbols, layout);
        } catch (MalformedObjectException e) {
            problems.add(new ObjectProblem(file, e.offset(), e.reason()));
            return List.of();
        }
    }

    private Machine machine() {
        if (!contents.startsWith(MAGIC)) {
            throw new MalformedObjectException(contents.start(), "not an ELF object");
        }
        if (contents.u8(4) != CLASS_64 || contents.u8(5) != LITTLE_ENDIAN) {
            throw new MalformedObjectException(contents.start() + 4L, "not a 64-bit little-endian object");
        }
        if (contents.u16(16) != RELOCATABLE) {
            throw new MalformedObjectException(
                    contents.start() + 16L, "a linked program or library: give the object that went into it");
        }
        return Machine.of(contents.u16(18));
    }
}
