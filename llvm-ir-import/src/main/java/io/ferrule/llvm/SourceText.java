package io.ferrule.llvm;

import io.ferrule.grammar.TokenAutomaton;
import io.ferrule.grammar.TokenTable;
import io.ferrule.program.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The bytes of one module with its name, and where its lines begin. */
final class SourceText {

    /** Messages quote the text, whose names have no bound. */
    private static final int LONGEST = 300;

    private final String name;
    private final byte[] bytes;
    private int[] lineStarts = {}; // made when a problem first asks for a line

    SourceText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The bytes from {@code from} to before {@code to}, one in each char. */
    String slice(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** A table that has no token yet, and grows. */
    TokenTable growingTokens() {
        return growingTokens(0, bytes.length);
    }

    /** A table of a part that has no token yet, and grows; the last token may end behind the part. */
    TokenTable growingTokens(int from, int to) {
        return TokenTable.before(TokenAutomaton.instance(), bytes, StandardCharsets.ISO_8859_1, from, to);
    }

    /** The tokens of a part, from where one begins to where one ends. */
    TokenTable tokens(int from, int to) {
        return TokenTable.of(TokenAutomaton.instance(), bytes, StandardCharsets.ISO_8859_1, from, to);
    }

    /** The tokens of the whole. */
    TokenTable tokens() {
        return tokens(0, bytes.length);
    }

    /** A problem at that offset. */
    Problem problem(int offset, String subject, String message) {
        int at = Math.min(offset, bytes.length);
        int found = Arrays.binarySearch(lineStarts(), at);
        int line = found >= 0 ? found : -found - 2;
        String shown = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "..";
        return new Problem(name, line + 1, at - lineStarts()[line] + 1, subject, shown);
    }

    private int[] lineStarts() {
        if (lineStarts.length == 0) {
            lineStarts = IntStream.concat(
                            IntStream.of(0),
                            IntStream.range(0, bytes.length)
                                    .filter(i -> bytes[i] == '\n')
                                    .map(i -> i + 1))
                    .toArray();
        }
        return lineStarts;
    }

    /** Whether the file begins as LLVM bitcode does, rather than as text. */
    boolean isBitcode() {
        return startsWith('B', 'C', 0xC0, 0xDE) || startsWith(0xDE, 0xC0, 0x17, 0x0B);
    }

    private boolean startsWith(int... magic) {
        return bytes.length >= magic.length
                && Arrays.equals(
                        Arrays.stream(magic).toArray(),
                        IntStream.range(0, magic.length)
                                .map(i -> bytes[i] & 0xFF)
                                .toArray());
    }
}
