package io.ferrule.elf;

import io.ferrule.object.Section;
import io.ferrule.object.Symbol;
import io.ferrule.object.Symbol.Binding;
import io.ferrule.object.Symbol.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the one symbol table of an object. */
final class SymbolTable {
    private static final int ENTRY = 24;
    private static final int RESERVED = 0xff00;
    private static final int EXTENDED = 0xffff;

    private final SectionTable sections;
    private final ByteView entries;
    private final NameTable names;
    private final Optional<ByteView> extended;

    private SymbolTable(SectionTable sections, SectionHeader header) {
        this.sections = sections;
        this.entries = sections.contents(header.index());
        this.names = new NameTable(sections.contents(header.link()));
        this.extended = sections.ofType(SectionHeader.SYMTAB_SHNDX)
                .filter(other -> other.link() == header.index())
                .findFirst()
                .map(other -> sections.contents(other.index()));
    }

    /** The symbols by index; none where there is no table. */
    static List<Symbol> read(SectionTable sections) {
        List<SectionHeader> tables = sections.ofType(SectionHeader.SYMTAB).toList();
        if (tables.size() > 1) {
            throw new MalformedObjectException(tables.get(1).place(), "a second symbol table");
        }
        return tables.isEmpty() ? List.of() : new SymbolTable(sections, tables.get(0)).read();
    }

    private List<Symbol> read() {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < entries.length() / ENTRY; i++) {
            symbols.add(symbol(i));
        }
        return symbols;
    }

    private Symbol symbol(int index) {
        long at = (long) index * ENTRY;
        int info = entries.u8(at + 4);
        Kind kind = kind(info & 15);
        int section = section(index, entries.u16(at + 6));
        long value = entries.size(at + 8, "the value of a symbol");
        long size = entries.size(at + 16, "the size of a symbol");
        String name = names.at(entries.u32(at));
        if (section > 0) {
            Section home = sections.sections().get(sections.header(section).index());
            if (value > home.size() || size > home.size() - value) {
                throw new MalformedObjectException(
                        entries.start() + at, "symbol `" + name + "` lies outside of its section");
            }
            name = kind == Kind.SECTION && name.isEmpty() ? home.name() : name;
        }
        return new Symbol(index, name, kind, binding(info >> 4), section, value, size);
    }

    private int section(int index, int field) {
        if (field == EXTENDED) {
            int section = extended.orElseThrow(() -> new MalformedObjectException(
                            entries.start() + (long) index * ENTRY, "the table of section numbers is missing"))
                    .i32(4L * index);
            sections.header(section);
            return section;
        }
        return field >= RESERVED ? Symbol.SPECIAL : field;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case 0 -> Kind.UNTYPED;
            case 1 -> Kind.OBJECT;
            case 2 -> Kind.FUNCTION;
            case 3 -> Kind.SECTION;
            case 4 -> Kind.FILE;
            case 10 -> Kind.INDIRECT_FUNCTION;
            default -> Kind.OTHER;
        };
    }

    private static Binding binding(int binding) {
        return switch (binding) {
            case 0 -> Binding.LOCAL;
            case 1 -> Binding.GLOBAL;
            case 2 -> Binding.WEAK;
            default -> Binding.OTHER;
        };
    }
}
