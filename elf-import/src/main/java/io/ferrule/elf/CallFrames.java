package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.FrameSize;
import io.ferrule.object.Machine;
import io.ferrule.object.Relocation;
import io.ferrule.object.Section;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads call frame information ({@code .eh_frame} and {@code .debug_frame}; DWARF 5, 6.4, and the Linux Standard Base,
 * 10.6): for each function how far the canonical frame address lies above the stack pointer at most, and where the
 * lowest register is saved. What an expression says is left out.
 *
 * <p>Each common entry is executed once, and each byte of the others once, so that work stays in proportion to the size
 * of the file.
 */
final class CallFrames {
    private static final Set<String> NAMES = Set.of(".eh_frame", ".debug_frame");

    private final Machine machine;
    private final ByteView bytes;
    private final boolean forUnwinding;
    private final List<Symbol> symbols;
    private final Map<Long, Relocation> relocations = new HashMap<>();
    private final Map<Long, CommonEntry> common = new HashMap<>();

    private CallFrames(
            Machine machine, ByteView bytes, boolean forUnwinding, List<Symbol> symbols, List<Relocation> relocations) {
        this.machine = machine;
        this.bytes = bytes;
        this.forUnwinding = forUnwinding;
        this.symbols = symbols;
        relocations.forEach(relocation -> this.relocations.putIfAbsent(relocation.offset(), relocation));
    }

    /**
     * What is told of each function.
     *
     * @return at most one size for each function of the layout that is told of
     */
    static List<FrameSize> read(Machine machine, SectionTable sections, List<Symbol> symbols, CodeLayout layout) {
        Map<Integer, TreeMap<Long, CodeRange>> functions = new HashMap<>();
        layout.functions()
                .keySet()
                .forEach(range -> functions
                        .computeIfAbsent(range.section(), s -> new TreeMap<>())
                        .put(range.start(), range));
        Map<CodeRange, Long> deepest = new HashMap<>();
        for (Section section : sections.sections()) {
            if (NAMES.contains(section.name())
                    && !sections.header(section.index()).has(SectionHeader.COMPRESSED)) {
                List<Relocation> relocations =
                        RelocationTables.read(sections, symbols, header -> header.index() == section.index());
                CallFrames frames = new CallFrames(
                        machine,
                        sections.contents(section.index()),
                        section.name().equals(".eh_frame"),
                        symbols,
                        relocations);
                for (FrameSize size : frames.read()) {
                    Map.Entry<Long, CodeRange> function = functions
                            .getOrDefault(size.section(), new TreeMap<>())
                            .floorEntry(size.offset());
                    if (function != null && size.offset() < function.getValue().end()) {
                        deepest.merge(function.getValue(), size.bytes(), Math::max);
                    }
                }
            }
        }
        return layout.functions().keySet().stream()
                .filter(deepest::containsKey)
                .map(range -> new FrameSize(range.section(), range.start(), deepest.getOrDefault(range, 0L)))
                .toList();
    }

    private List<FrameSize> read() {
        List<FrameSize> sizes = new ArrayList<>();
        long at = 0;
        while (at < bytes.length()) {
            long length = bytes.u32(at);
            if (length == 0) {
                at += 4; // ends what one compilation contributed
                continue;
            }
            bytes.part(at + 4, length, "an entry of call frame information");
            DwarfCursor cursor = new DwarfCursor(bytes, at + 4, at + 4 + length);
            int id = cursor.i32();
            if (id == (forUnwinding ? 0 : -1)) {
                common.put(at, CommonEntry.read(machine, cursor));
            } else {
                CommonEntry entry = commonEntry(at + 4, id);
                Relocation start = relocations.get(cursor.at());
                cursor.skip(2L * DwarfCursor.size(entry.encoding()));
                if (entry.augmented()) {
                    cursor.skip(cursor.unsigned());
                }
                long depth =
                        CallFrameProgram.run(cursor, entry.rules(), machine).deepest();
                place(start).ifPresent(place -> sizes.add(new FrameSize(place.section(), place.start(), depth)));
            }
            at += 4 + length;
        }
        return sizes;
    }

    private CommonEntry commonEntry(long at, int id) {
        Relocation relocation = relocations.get(at);
        long absolute =
                relocation == null ? id : symbols.get(relocation.symbol()).value() + relocation.addend();
        CommonEntry entry = common.get(forUnwinding ? at - id : absolute);
        if (entry == null) {
            throw new MalformedObjectException(bytes.start() + at, "call frame information without a common entry");
        }
        return entry;
    }

    /** Where a function starts; empty where the linker dropped it. */
    private Optional<CodeRange> place(@Nullable Relocation start) {
        if (start == null) {
            return Optional.empty();
        }
        Symbol symbol = symbols.get(start.symbol());
        long offset = symbol.value() + start.addend();
        return symbol.isDefined() ? Optional.of(new CodeRange(symbol.section(), offset, offset)) : Optional.empty();
    }
}
