package io.ferrule.grammar;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/** All tokens of a text as arrays: kind, first byte and byte behind the last, by token number. */
public final class TokenTable {

    private static final int BYTES_PER_TOKEN = 5;

    private final byte[] bytes;
    private final Charset charset;
    private short[] kinds;
    private int[] starts;
    private int[] ends;
    private int size;

    private TokenTable(byte[] bytes, Charset charset) {
        int expected = 16 + bytes.length / BYTES_PER_TOKEN;
        this.bytes = bytes;
        this.charset = charset;
        this.kinds = new short[expected];
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    /**
     * Cuts a text into tokens; every byte that the lexer does not skip is in one.
     *
     * @param bytes must not be changed afterwards
     * @param charset what the text of a token is decoded with
     */
    public static TokenTable of(TokenAutomaton automaton, byte[] bytes, Charset charset) {
        TokenTable table = new TokenTable(bytes, charset);
        int at = 0;
        while (at < bytes.length) {
            long token = automaton.token(bytes, at);
            int end = TokenAutomaton.end(token);
            if (TokenAutomaton.kind(token) != TokenAutomaton.SKIPPED) {
                table.add(TokenAutomaton.kind(token), at, end);
            }
            at = end;
        }
        return table;
    }

    private void add(int kind, int start, int end) {
        if (size == kinds.length) {
            int larger = size + (size >> 1);
            kinds = Arrays.copyOf(kinds, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        kinds[size] = (short) kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** How many tokens there are. */
    public int size() {
        return size;
    }

    /** The kind of that token; {@link Token#EOF} behind the last. */
    public int kind(int token) {
        return token < size ? kinds[token] : Token.EOF;
    }

    /** The first byte of that token; the length of the text behind the last. */
    public int start(int token) {
        return token < size ? starts[token] : bytes.length;
    }

    /** The byte behind that token. */
    public int end(int token) {
        return token < size ? ends[token] : bytes.length;
    }

    /** The text of that token. */
    public String spelling(int token) {
        return slice(start(token), end(token));
    }

    /** The text from byte {@code from} to before byte {@code to}. */
    public String slice(int from, int to) {
        return new String(bytes, from, to - from, charset);
    }

    /** One byte of the text, from 0 to 255. */
    public int byteAt(int offset) {
        return bytes[offset] & 0xFF;
    }
}
