package io.ferrule.elf;

/** Reads the numbers of DWARF one after the other; used once. */
final class DwarfCursor {
    /** Frames, offsets and lengths beyond this are refused, so that no sum of them can overflow. */
    private static final long LARGEST = 1L << 40;

    private static final int ABSOLUTE = 0;

    private final ByteView bytes;
    private final long end;
    private long at;

    DwarfCursor(ByteView bytes, long at, long end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Where the next number stands in the section. */
    long at() {
        return at;
    }

    int u8() {
        long from = at;
        skip(1);
        return bytes.u8(from);
    }

    int i32() {
        long from = at;
        skip(4);
        return bytes.i32(from);
    }

    void skip(long count) {
        if (count < 0 || count > end - at) {
            throw malformed("an entry of call frame information ends too early");
        }
        at += count;
    }

    /** ULEB128. */
    long unsigned() {
        long value = 0;
        int shift = 0;
        int digit;
        do {
            digit = u8();
            value |= shift < 63 ? (long) (digit & 0x7f) << shift : 0;
            shift += 7;
        } while (digit >= 0x80);
        if (shift > 70 || value < 0 || value > LARGEST) {
            throw malformed("a number in call frame information beyond all memory");
        }
        return value;
    }

    /** SLEB128. */
    long signed() {
        long value = 0;
        int shift = 0;
        int digit;
        do {
            digit = u8();
            value |= shift < 63 ? (long) (digit & 0x7f) << shift : 0;
            shift += 7;
        } while (digit >= 0x80);
        if (shift < 64 && (digit & 0x40) != 0) {
            value |= -1L << shift;
        }
        if (shift > 70 || value < -LARGEST || value > LARGEST) {
            throw malformed("a number in call frame information beyond all memory");
        }
        return value;
    }

    /** A string that ends with a zero byte. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int next = u8(); next != 0; next = u8()) {
            text.append((char) next);
        }
        return text.toString();
    }

    /** How many bytes a pointer of that encoding ({@code DW_EH_PE_..}) takes. */
    static int size(int encoding) {
        return switch (encoding & 0x0f) {
            case ABSOLUTE, 4, 12 -> 8;
            case 2, 10 -> 2;
            case 3, 11 -> 4;
            default -> throw new MalformedObjectException(0, "pointers of an unknown kind in call frame information");
        };
    }

    MalformedObjectException malformed(String reason) {
        return new MalformedObjectException(bytes.start() + at, reason);
    }
}
