package io.ferrule.llvm;

import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** Bytes as ANTLR wants characters: one char for each byte. */
final class ByteCharStream implements CharStream {

    private final SourceText text;
    private final byte[] bytes;
    private int position;

    ByteCharStream(SourceText text) {
        this.text = text;
        this.bytes = text.bytes();
    }

    @Override
    public void consume() {
        position++;
    }

    @Override
    public int LA(int offset) {
        int at = offset > 0 ? position + offset - 1 : position + offset;
        return at >= 0 && at < bytes.length ? bytes[at] & 0xFF : IntStream.EOF;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // Nothing is buffered, so nothing is released.
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = index;
    }

    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public String getSourceName() {
        return text.name();
    }

    @Override
    public String getText(Interval interval) {
        int from = Math.max(0, interval.a);
        int to = Math.min(bytes.length, interval.b + 1);
        return from >= to ? "" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
