package io.ferrule.mir.reader;

import io.ferrule.grammar.TokenAutomaton;
import io.ferrule.grammar.TokenTable;
import io.ferrule.program.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The bytes of one dump with its name, its tokens, and where its lines begin. */
final class DumpText {

    /** Messages quote the text, whose names have no bound. */
    private static final int LONGEST = 300;

    private final String name;
    private final byte[] bytes;
    private final TokenTable tokens;
    private int[] lineStarts = {}; // made when a problem first asks for a line

    DumpText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.tokens = TokenTable.of(TokenAutomaton.rustMir(), bytes, StandardCharsets.UTF_8);
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    TokenTable tokens() {
        return tokens;
    }

    /** A problem at that byte. */
    Problem problem(int offset, String subject, String message) {
        int at = Math.min(offset, bytes.length);
        int found = Arrays.binarySearch(lineStarts(), at);
        int line = found >= 0 ? found : -found - 2;
        return new Problem(name, line + 1, at - lineStarts()[line] + 1, shortened(subject), shortened(message));
    }

    /** A text that is short enough to be quoted. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "..";
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
}
