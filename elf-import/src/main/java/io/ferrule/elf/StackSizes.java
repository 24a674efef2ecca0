package io.ferrule.elf;

import io.ferrule.object.FrameSize;
import io.ferrule.object.Relocation;
import io.ferrule.object.Section;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the sections {@code .stack_sizes} of LLVM: for each function its address, which a relocation fills in, and the
 * size of its frame as ULEB128.
 */
final class StackSizes {
    private static final String NAME = ".stack_sizes";
    private static final int ADDRESS = 8;

    private StackSizes() {}

    static boolean is(Section section) {
        return section.name().equals(NAME);
    }

    static List<FrameSize> read(SectionTable sections, List<Symbol> symbols) {
        Map<Integer, Map<Long, Relocation>> relocations = new HashMap<>();
        RelocationTables.read(
                        sections, symbols, header -> is(sections.sections().get(header.index())))
                .forEach(relocation -> relocations
                        .computeIfAbsent(relocation.section(), s -> new HashMap<>())
                        .put(relocation.offset(), relocation));
        List<FrameSize> sizes = new ArrayList<>();
        for (Section section : sections.sections()) {
            if (is(section)) {
                SectionHeader header = sections.header(section.index());
                if (header.has(SectionHeader.COMPRESSED)) {
                    throw new MalformedObjectException(header.place(), NAME + " is compressed");
                }
                Map<Long, Relocation> own = relocations.getOrDefault(section.index(), Map.of());
                read(sections.contents(section.index()), own, symbols, sizes);
            }
        }
        return sizes;
    }

    private static void read(
            ByteView entries, Map<Long, Relocation> relocations, List<Symbol> symbols, List<FrameSize> sizes) {
        long at = 0;
        while (at < entries.length()) {
            Relocation relocation = relocations.get(at);
            if (relocation == null || !symbols.get(relocation.symbol()).isDefined()) {
                throw new MalformedObjectException(
                        entries.start() + at, "an entry of " + NAME + " belongs to no function of this object");
            }
            Symbol symbol = symbols.get(relocation.symbol());
            long bytes = 0;
            int shift = 0;
            at += ADDRESS;
            int digit;
            do {
                digit = entries.u8(at++);
                if (shift > 56) {
                    throw new MalformedObjectException(entries.start() + at, "a frame size beyond all memory");
                }
                bytes |= (long) (digit & 0x7f) << shift;
                shift += 7;
            } while (digit >= 0x80);
            sizes.add(new FrameSize(symbol.section(), symbol.value() + relocation.addend(), bytes));
        }
    }
}
