package io.ferrule.elf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A part of a file, little-endian. Every read is checked. */
final class ByteView {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int start;
    private final int length;

    /**
     * @param bytes the whole file; never changed
     * @param start where the part begins
     * @param length of the part
     */
    ByteView(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    /** The whole file. */
    static ByteView of(byte[] bytes) {
        return new ByteView(bytes, 0, bytes.length);
    }

    /** Where the part begins in the file. */
    int start() {
        return start;
    }

    /** In bytes. */
    int length() {
        return length;
    }

    /** A part without bytes. */
    ByteView empty() {
        return new ByteView(bytes, start, 0);
    }

    /** A part of this part. */
    ByteView part(long at, long size, String what) {
        if (at < 0 || size < 0 || at > length || size > length - at) {
            throw new MalformedObjectException(
                    start, what + " (" + size + " bytes at 0x" + Long.toHexString(at) + ") lies outside of the file");
        }
        return new ByteView(bytes, start + (int) at, (int) size);
    }

    int u8(long at) {
        return bytes[place(at, 1)] & 0xff;
    }

    int u16(long at) {
        return (short) SHORT.get(bytes, place(at, 2)) & 0xffff;
    }

    int i32(long at) {
        return (int) INT.get(bytes, place(at, 4));
    }

    long u32(long at) {
        return i32(at) & 0xffffffffL;
    }

    long i64(long at) {
        return (long) LONG.get(bytes, place(at, 8));
    }

    /** An offset or a size: what is beyond any file is refused. */
    long size(long at, String what) {
        long value = i64(at);
        if (value < 0) {
            throw new MalformedObjectException(start + at, what + " is larger than any file");
        }
        return value;
    }

    boolean startsWith(byte[] magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (bytes[start + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The bytes as text, each a character. */
    String text(long at, int size) {
        return new String(bytes, place(at, size), size, StandardCharsets.ISO_8859_1);
    }

    /** The bytes as text in UTF-8. */
    String unicode(long at, int size) {
        return new String(bytes, place(at, size), size, StandardCharsets.UTF_8);
    }

    /** How many bytes there are up to a zero byte, or to the end. */
    int lengthOfText(long at) {
        int from = place(at, 0);
        int end = from;
        while (end < start + length && bytes[end] != 0) {
            end++;
        }
        return end - from;
    }

    private int place(long at, int size) {
        if (at < 0 || at > (long) length - size) {
            throw new MalformedObjectException(start + Math.max(0, Math.min(at, length)), "the file ends too early");
        }
        return start + (int) at;
    }
}
