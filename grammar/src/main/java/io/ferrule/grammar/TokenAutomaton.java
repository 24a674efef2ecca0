package io.ferrule.grammar;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A finite automaton that recognises the same tokens as a generated lexer: at each place the longest one, and of
 * several that long the one whose rule stands first. It works on bytes. The build computes its table from the generated
 * lexer ({@link TokenAutomatonCompiler}), which stays the only definition of the tokens; a test holds the two equal.
 */
public final class TokenAutomaton {

    /** What {@link #kind} gives for white space and comments, which are no tokens. */
    public static final int SKIPPED = Short.MAX_VALUE;

    static final String LLVM_IR_FILE = "llvm-ir.automaton";
    static final String RUST_MIR_FILE = "rust-mir.automaton";

    private static final int BYTES = 256;
    private static final int DEAD = -1;

    private final byte[] classes;
    private final int width;
    private final short[] next;
    private final short[] accepts;

    /** For running: a row for each state, with the place of the next row for each column, and last what ends there. */
    private final int[] rows;

    /** By byte, whether it may be skipped by itself where a token could begin. */
    private final boolean[] blank;

    /**
     * An automaton.
     *
     * @param classes for each byte the column of the table
     * @param width the number of columns
     * @param next for each state and column the next state, or -1; state 0 is the start
     * @param accepts for each state the kind of token that ends there, 0 for none
     */
    TokenAutomaton(byte[] classes, int width, short[] next, short[] accepts) {
        this.classes = classes.clone();
        this.width = width;
        this.next = next.clone();
        this.accepts = accepts.clone();
        this.rows = rows();
        this.blank = blank();
    }

    private int[] rows() {
        int[] all = new int[accepts.length * (width + 1)];
        for (int state = 0; state < accepts.length; state++) {
            for (int column = 0; column < width; column++) {
                int following = next[state * width + column];
                all[state * (width + 1) + column] = following == DEAD ? DEAD : following * (width + 1);
            }
            all[state * (width + 1) + width] = accepts[state];
        }
        return all;
    }

    /**
     * Bytes that are skipped in any number: each leads to a state that ends what is skipped, and that only bytes lead
     * on from, back to itself, which lead there from the start, too.
     */
    private boolean[] blank() {
        boolean[] all = new boolean[BYTES];
        for (int value = 0; value < BYTES; value++) {
            int state = next[classes[value] & 0xFF];
            all[value] = state >= 0 && accepts[state] == SKIPPED && isRun(state);
        }
        return all;
    }

    private boolean isRun(int state) {
        for (int column = 0; column < width; column++) {
            int following = next[state * width + column];
            if (following != DEAD && (following != state || next[column] != state)) {
                return false;
            }
        }
        return true;
    }

    /** The first place from {@code from} on, and before {@code to}, where something begins that is not only space. */
    public int pastBlank(byte[] text, int from, int to) {
        int at = from;
        while (at < to && blank[text[at] & 0xFF]) {
            at++;
        }
        return at;
    }

    /** The tokens of {@link LlvmIrLexer}. */
    public static TokenAutomaton instance() {
        return LlvmIr.AUTOMATON;
    }

    /** The tokens of {@link RustMirLexer}. */
    public static TokenAutomaton rustMir() {
        return RustMir.AUTOMATON;
    }

    /** Loaded when it is first asked for: not while the build is only about to make it. */
    private static final class LlvmIr {
        static final TokenAutomaton AUTOMATON = load(LLVM_IR_FILE);
    }

    private static final class RustMir {
        static final TokenAutomaton AUTOMATON = load(RUST_MIR_FILE);
    }

    /**
     * Recognises the token that begins at {@code from}.
     *
     * @param text at least one byte must be left
     * @return its kind (or {@link #SKIPPED}) in the upper 32 bits, the place behind it in the lower; 0 where no token
     *     begins, which the rule {@code INVALID} of the grammar rules out
     */
    public long token(byte[] text, int from) {
        int row = 0;
        int at = from;
        while (at < text.length) {
            int following = rows[row + classes[text[at] & 0xFF]];
            if (following != row) { // most bytes lead back to the state that they come from
                if (following == DEAD) {
                    break;
                }
                row = following;
            }
            at++;
        }
        int kind = rows[row + width];
        return kind != 0 ? ((long) kind << Integer.SIZE) | at : lastToken(text, from, at);
    }

    /** The longest token from {@code from} on where the automaton got on to {@code limit}, but no token ends there. */
    private long lastToken(byte[] text, int from, int limit) {
        int row = 0;
        int kind = 0;
        int end = from;
        for (int at = from; at < limit; at++) {
            row = rows[row + classes[text[at] & 0xFF]];
            if (rows[row + width] != 0) {
                kind = rows[row + width];
                end = at + 1;
            }
        }
        return ((long) kind << Integer.SIZE) | end;
    }

    /** The kind in an answer of {@link #token}. */
    public static int kind(long token) {
        return (int) (token >>> Integer.SIZE);
    }

    /** The place behind the token in an answer of {@link #token}. */
    public static int end(long token) {
        return (int) token;
    }

    void write(DataOutputStream out) throws IOException {
        out.write(classes);
        out.writeInt(width);
        writeAll(out, next);
        writeAll(out, accepts);
    }

    private static void writeAll(DataOutputStream out, short[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (short number : numbers) {
            out.writeShort(number);
        }
    }

    private static TokenAutomaton load(String file) {
        try (InputStream in = TokenAutomaton.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + file + ": build with Maven");
            }
            DataInputStream data = new DataInputStream(new BufferedInputStream(in));
            byte[] classes = data.readNBytes(BYTES);
            return new TokenAutomaton(classes, data.readInt(), readAll(data), readAll(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] readAll(DataInputStream in) throws IOException {
        short[] numbers = new short[in.readInt()];
        byte[] bytes = in.readNBytes(2 * numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) ((bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xFF));
        }
        return numbers;
    }
}
