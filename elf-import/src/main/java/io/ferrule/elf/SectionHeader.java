package io.ferrule.elf;

/** A section header as it stands in the file. */
record SectionHeader(
        int index,
        long nameOffset,
        int type,
        long flags,
        long offset,
        long size,
        int link,
        int info,
        long entrySize,
        long place) {
    static final int BYTES = 64;
    static final int PROGBITS = 1;
    static final int SYMTAB = 2;
    static final int RELA = 4;
    static final int NOBITS = 8;
    static final int REL = 9;
    static final int SYMTAB_SHNDX = 18;
    static final int RELR = 19;
    static final int CREL = 0x40000014;
    static final long WRITE = 1;
    static final long ALLOC = 2;
    static final long EXECINSTR = 4;
    static final long COMPRESSED = 0x800;

    static SectionHeader of(int index, ByteView header) {
        return new SectionHeader(
                index,
                header.u32(0),
                header.i32(4),
                header.i64(8),
                header.size(24, "the offset of a section"),
                header.size(32, "the size of a section"),
                header.i32(40),
                header.i32(44),
                header.i64(56),
                header.start());
    }

    boolean has(long flag) {
        return (flags & flag) != 0;
    }

    /** Whether it has bytes in the file. */
    boolean isStored() {
        return type != NOBITS && type != 0;
    }
}
