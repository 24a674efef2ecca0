package io.ferrule.grammar;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/**
 * Tokens of a text as arrays: kind, first byte and byte behind the last, by token number. A table is made whole, or it
 * grows token by token, and what is not needed any more is dropped.
 */
public final class TokenTable {

    /** MIR has about five, LLVM IR about seven. */
    private static final int BYTES_PER_TOKEN = 5;

    /** Where tokens are dropped while others are added; the arrays grow where that is too few. */
    private static final int BYTES_PER_KEPT_TOKEN = 15;

    private final TokenAutomaton automaton;
    private final byte[] bytes;
    private final Charset charset;
    private final int to;
    private int at;
    private short[] kinds;
    private int[] starts;
    private int[] ends;
    private int size;

    private TokenTable(TokenAutomaton automaton, byte[] bytes, Charset charset, int from, int to, int expected) {
        this.automaton = automaton;
        this.bytes = bytes;
        this.charset = charset;
        this.at = from;
        this.to = to;
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
        return of(automaton, bytes, charset, 0, bytes.length);
    }

    /** Cuts a part of a text into tokens, from where one begins to where one ends. */
    public static TokenTable of(TokenAutomaton automaton, byte[] bytes, Charset charset, int from, int to) {
        TokenTable table = new TokenTable(automaton, bytes, charset, from, to, 16 + (to - from) / BYTES_PER_TOKEN);
        while (table.advance()) {
            // The table fills.
        }
        return table;
    }

    /** No token yet of a part of a text that begins where a token may; {@link #advance} adds them. */
    public static TokenTable before(TokenAutomaton automaton, byte[] bytes, Charset charset, int from, int to) {
        return new TokenTable(automaton, bytes, charset, from, to, 16 + (to - from) / BYTES_PER_KEPT_TOKEN);
    }

    /** Adds the next token of the text; false where there is no more. */
    public boolean advance() {
        while (true) {
            int start = automaton.pastBlank(bytes, at, to);
            if (start >= to) {
                at = to;
                return false;
            }
            long token = automaton.token(bytes, start);
            at = TokenAutomaton.end(token);
            if (TokenAutomaton.kind(token) != TokenAutomaton.SKIPPED) {
                add(TokenAutomaton.kind(token), start, at);
                return true;
            }
        }
    }

    /** Forgets the tokens from number {@code from} to before number {@code to}; those behind move up. */
    public void drop(int from, int to) {
        System.arraycopy(kinds, to, kinds, from, size - to);
        System.arraycopy(starts, to, starts, from, size - to);
        System.arraycopy(ends, to, ends, from, size - to);
        size -= to - from;
    }

    /** Forgets the tokens from number {@code token} on, and goes on at byte {@code offset}, where one may begin. */
    public void goOn(int token, int offset) {
        size = token;
        at = offset;
    }

    private void add(int kind, int start, int end) {
        if (size == kinds.length) {
            int larger = 2 * size;
            kinds = Arrays.copyOf(kinds, larger);
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
        }
        kinds[size] = (short) kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** The byte before which tokens begin. */
    public int limit() {
        return to;
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

    /** The number of the decimal digits from byte {@code from} on, or -1 where it is larger than an {@code int}. */
    public int number(int from, int to) {
        long number = 0;
        for (int digit = from; digit < to && number <= Integer.MAX_VALUE; digit++) {
            number = number * 10 + bytes[digit] - '0';
        }
        return number <= Integer.MAX_VALUE ? (int) number : -1;
    }

    /** Whether that byte is among those from {@code from} to before {@code to}. */
    public boolean holds(byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }
}
