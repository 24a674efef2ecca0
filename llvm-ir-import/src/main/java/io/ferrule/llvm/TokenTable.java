package io.ferrule.llvm;

import io.ferrule.grammar.TokenAutomaton;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/** Tokens of a module as arrays: kind, first byte and byte behind the last, by token number. */
final class TokenTable {

    private final SourceText text;
    private final int to;
    private int at;
    private short[] kinds;
    private int[] starts;
    private int[] ends;
    private int size;

    private TokenTable(SourceText text, int from, int to) {
        int expected = 16 + (to - from) / BYTES_PER_TOKEN;
        this.text = text;
        this.at = from;
        this.to = to;
        this.kinds = new short[expected];
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    /** What rustc writes has 5.9 to 8.2, but most tokens are read and dropped; the arrays grow where that is too few. */
    private static final int BYTES_PER_TOKEN = 30;

    /** Cuts a text into tokens; every byte that is neither space nor comment is in one. */
    static TokenTable of(SourceText text) {
        return of(text, 0, text.bytes().length);
    }

    /** Cuts a part of a text into tokens, from where one begins to where one ends. */
    static TokenTable of(SourceText text, int from, int to) {
        TokenTable table = new TokenTable(text, from, to);
        while (table.advance()) {
            // The table fills.
        }
        return table;
    }

    /** No token yet of that text; {@link #advance} adds them. */
    static TokenTable before(SourceText text) {
        return new TokenTable(text, 0, text.bytes().length);
    }

    /** Adds the next token of the text; false where there is no more. */
    boolean advance() {
        TokenAutomaton automaton = TokenAutomaton.instance();
        byte[] bytes = text.bytes();
        while (at < to) {
            int start = at;
            long token = automaton.token(bytes, start);
            at = TokenAutomaton.end(token);
            if (TokenAutomaton.kind(token) != TokenAutomaton.SKIPPED) {
                add(TokenAutomaton.kind(token), start, at);
                return true;
            }
        }
        return false;
    }

    /** Forgets the tokens from {@code from} to before {@code to}; those behind move up. */
    void drop(int from, int to) {
        System.arraycopy(kinds, to, kinds, from, size - to);
        System.arraycopy(starts, to, starts, from, size - to);
        System.arraycopy(ends, to, ends, from, size - to);
        size -= to - from;
    }

    private void add(int kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        kinds[size] = (short) kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    SourceText text() {
        return text;
    }

    int size() {
        return size;
    }

    /** The kind of that token; {@link Token#EOF} behind the last. */
    int kind(int token) {
        return token < size ? kinds[token] : Token.EOF;
    }

    int start(int token) {
        return token < size ? starts[token] : text.bytes().length;
    }

    int end(int token) {
        return token < size ? ends[token] : text.bytes().length;
    }

    String spelling(int token) {
        return text.slice(start(token), end(token));
    }
}
