package io.ferrule.elf;

import io.ferrule.object.Relocation;
import io.ferrule.object.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads relocations with addends ({@code SHT_RELA}); the other kinds are not used by 64-bit psABIs, or are compressed. */
final class RelocationTables {
    private static final int ENTRY = 24;

    private RelocationTables() {}

    /** The relocations of the sections that {@code wanted} picks, by section and offset. */
    static List<Relocation> read(SectionTable sections, List<Symbol> symbols, Predicate<SectionHeader> wanted) {
        List<Relocation> all = new ArrayList<>();
        for (SectionHeader table : sections.ofType(SectionHeader.RELA).toList()) {
            SectionHeader target = sections.header(table.info());
            if (wanted.test(target)) {
                read(sections.contents(table.index()), target, symbols, all);
            }
        }
        Stream.of(SectionHeader.REL, SectionHeader.RELR, SectionHeader.CREL)
                .flatMap(sections::ofType)
                .filter(table -> wanted.test(sections.header(table.info())))
                .findFirst()
                .ifPresent(table -> {
                    throw new MalformedObjectException(table.place(), "relocations without addends");
                });
        all.sort(Comparator.comparingInt(Relocation::section).thenComparingLong(Relocation::offset));
        return all;
    }

    private static void read(ByteView entries, SectionHeader target, List<Symbol> symbols, List<Relocation> all) {
        for (long at = 0; at <= entries.length() - ENTRY; at += ENTRY) {
            long offset = entries.size(at, "the offset of a relocation");
            int type = entries.i32(at + 8);
            int symbol = entries.i32(at + 12);
            if (offset >= target.size() || symbol < 0 || symbol >= symbols.size()) {
                throw new MalformedObjectException(
                        entries.start() + at, "a relocation outside of its section, or of no symbol");
            }
            all.add(new Relocation(target.index(), offset, type, symbol, entries.i64(at + 16)));
        }
    }
}
