package io.ferrule.llvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose keys are stretches of one text, compared byte by byte and never copied. It keeps what was once made of a
 * spelling, so that the same spelling need not be looked into again.
 *
 * <p>It may forget: a value that would lie far from where its hash says is not kept, so that a text that is made to have
 * equal hashes costs no more than one that repeats nothing.
 */
final class SpellingMap<V> {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MOST_PROBES = 32;

    private final byte[] text;
    private int[] starts = new int[1];
    private int[] lengths = new int[1];
    private int[] hashes = new int[1];
    private @Nullable Object[] values = new @Nullable Object[1];
    private int size;

    SpellingMap(SourceText text) {
        this.text = text.bytes();
    }

    @Nullable
    V find(Token token) {
        return find(token.getStartIndex(), token.getStopIndex() + 1);
    }

    void put(Token token, V value) {
        put(token.getStartIndex(), token.getStopIndex() + 1, value);
    }

    /** What was kept for the bytes from {@code from} to before {@code to}, if anything. */
    @SuppressWarnings("unchecked") // only put writes values
    @Nullable
    V find(int from, int to) {
        int place = place(hash(from, to), from, to - from);
        return place < 0 ? null : (V) values[place];
    }

    /** Keeps a value that is not kept yet. */
    void put(int from, int to, V value) {
        if (2 * size > values.length) {
            grow();
        }
        int hash = hash(from, to);
        size += set(hash, from, to - from, value) ? 1 : 0;
    }

    /** Keeps a value under a key that has none yet, if there is a place. */
    private boolean set(int hash, int from, int length, Object value) {
        int place = place(hash, from, length);
        if (place < 0) {
            return false;
        }
        starts[place] = from;
        lengths[place] = length;
        hashes[place] = hash;
        values[place] = value;
        return true;
    }

    /** Where that key is, or would be; -1 where it can be nowhere. */
    private int place(int hash, int from, int length) {
        int mask = values.length - 1;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            int place = (hash + probe * (probe + 1) / 2) & mask; // triangular: full stretches do not grow together
            if (values[place] == null || (hashes[place] == hash && isAt(place, from, length))) {
                return place;
            }
        }
        return -1;
    }

    private boolean isAt(int place, int from, int length) {
        int start = starts[place];
        if (lengths[place] != length) {
            return false;
        }
        return length < Long.BYTES
                ? rest(start, length) == rest(from, length)
                : Arrays.equals(text, start, start + length, text, from, from + length);
    }

    private void grow() {
        int[] oldStarts = starts;
        int[] oldLengths = lengths;
        int[] oldHashes = hashes;
        @Nullable Object[] oldValues = values;
        starts = new int[2 * oldStarts.length];
        lengths = new int[2 * oldStarts.length];
        hashes = new int[2 * oldStarts.length];
        values = new @Nullable Object[2 * oldStarts.length];
        size = 0;
        for (int i = 0; i < oldValues.length; i++) {
            Object value = oldValues[i];
            if (value != null) {
                size += set(oldHashes[i], oldStarts[i], oldLengths[i], value) ? 1 : 0;
            }
        }
    }

    private int hash(int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(text, at));
        }
        if (at < to) {
            hash ^= rest(at, to - at);
        }
        return (int) (mixed(hash) >>> 32);
    }

    /** Fewer than eight bytes as one number. */
    private long rest(int from, int length) {
        if (from + Long.BYTES <= text.length) {
            return (long) LONGS.get(text, from) & ((1L << (length * Byte.SIZE)) - 1);
        }
        long bytes = 0;
        for (int i = length - 1; i >= 0; i--) {
            bytes = (bytes << Byte.SIZE) | (text[from + i] & 0xFF);
        }
        return bytes;
    }

    static long mixed(long bits) {
        long product = bits * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 29;
    }
}
