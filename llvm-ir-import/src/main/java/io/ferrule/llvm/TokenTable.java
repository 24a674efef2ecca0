package io.ferrule.llvm;

import io.ferrule.grammar.TokenAutomaton;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/** All tokens of a module as arrays: kind, first byte and byte behind the last, by token number. */
final class TokenTable {

    /** What rustc writes has 5.9 to 8.2, spaces and comments counted in; the arrays grow where that is too few. */
    private static final int BYTES_PER_TOKEN = 5;

    private final SourceText text;
    private short[] kinds;
    private int[] starts;
    private int[] ends;
    private int size;

    private TokenTable(SourceText text, int length) {
        int expected = 16 + length / BYTES_PER_TOKEN;
        this.text = text;
        this.kinds = new short[expected];
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    /** Cuts a text into tokens; every byte that is neither space nor comment is in one. */
    static TokenTable of(SourceText text) {
        return of(text, 0, text.bytes().length);
    }

    /** Cuts a part of a text into tokens, from where one begins to where one ends. */
    static TokenTable of(SourceText text, int from, int to) {
        TokenTable table = new TokenTable(text, to - from);
        TokenAutomaton automaton = TokenAutomaton.instance();
        byte[] bytes = text.bytes();
        int at = from;
        while (at < to) {
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
