package io.ferrule.elf;

import io.ferrule.object.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sections of a relocatable object, and their bytes. */
final class SectionTable {
    private static final int HEADER_OFFSET = 40;
    private static final int NUMBERS = 58;

    private final ByteView file;
    private final List<SectionHeader> headers = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    SectionTable(ByteView file) {
        this.file = file;
        readHeaders();
        requireDisjoint();
        readNames();
    }

    private void readHeaders() {
        long table = file.size(HEADER_OFFSET, "the offset of the section headers");
        int entry = file.u16(NUMBERS);
        if (entry != SectionHeader.BYTES) {
            throw new MalformedObjectException(
                    file.start() + (long) NUMBERS, "section headers of " + entry + " bytes, where ELF64 has 64");
        }
        long count = file.u16(NUMBERS + 2);
        if (count == 0) {
            // More sections than a short can count: the first header, which is none, has their number.
            count = header(table, 0).size();
        }
        file.part(table, Math.multiplyHigh(count, entry) == 0 ? count * entry : Long.MAX_VALUE, "the section headers");
        for (int i = 0; i < count; i++) {
            headers.add(header(table, i));
        }
    }

    private SectionHeader header(long table, int index) {
        long at = table + (long) index * SectionHeader.BYTES;
        return SectionHeader.of(index, file.part(at, SectionHeader.BYTES, "a section header"));
    }

    /** What is looked at is then never more than the file is long. */
    private void requireDisjoint() {
        long stored = 0;
        for (SectionHeader header : headers) {
            if (header.isStored()) {
                file.part(header.offset(), header.size(), "a section");
                stored += header.size();
            }
            if (stored > file.length()) {
                throw new MalformedObjectException(header.place(), "the sections overlap");
            }
        }
    }

    private void readNames() {
        int index = file.u16(NUMBERS + 4);
        if (index == 0xffff && !headers.isEmpty()) {
            index = headers.get(0).link();
        }
        NameTable names = new NameTable(contents(index));
        for (SectionHeader header : headers) {
            sections.add(new Section(
                    header.index(),
                    header.type() == 0 ? "" : names.at(header.nameOffset()),
                    header.size(),
                    header.has(SectionHeader.ALLOC),
                    header.has(SectionHeader.EXECINSTR),
                    header.has(SectionHeader.WRITE)));
        }
    }

    /** The sections as the rest of Ferrule sees them. */
    List<Section> sections() {
        return sections;
    }

    /** The headers of all sections of that type. */
    Stream<SectionHeader> ofType(int type) {
        return headers.stream().filter(header -> header.type() == type);
    }

    /** The header of a section that some other one names. */
    SectionHeader header(int index) {
        if (index < 0 || index >= headers.size()) {
            throw new MalformedObjectException(file.start(), "there is no section " + index);
        }
        return headers.get(index);
    }

    /** The bytes of a section. */
    ByteView contents(int index) {
        SectionHeader header = header(index);
        return header.isStored() ? file.part(header.offset(), header.size(), "a section") : file.empty();
    }
}
