package io.ferrule.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages texts in ways that keep much of their shape; the same seed damages in the same way. */
public final class Mutator {

    private final TokenAutomaton language;
    private final byte[] telling;
    private final Random random;

    private Mutator(TokenAutomaton language, String telling, long seed) {
        this.language = language;
        this.telling = telling.getBytes(StandardCharsets.ISO_8859_1);
        this.random = new Random(seed);
    }

    /** For LLVM IR. */
    public static Mutator llvmIr(long seed) {
        return new Mutator(
                TokenAutomaton.instance(), "\"\\;\r\n\0@%!#$^:,=(){}[]<>*|./-+0123456789abcxyz \t\f\u001a", seed);
    }

    /** For MIR. */
    public static Mutator rustMir(long seed) {
        return new Mutator(TokenAutomaton.rustMir(), "\"\\;\r\n\0@!#:,=(){}[]<>*&|./-+'_0123456789abcxyz \t", seed);
    }

    /** One or a few changes to a text; {@code other} gives a part where two texts are spliced. */
    public byte[] mutate(byte[] text, byte[] other) {
        byte[] mutant = text;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            mutant = change(mutant, other);
        }
        return mutant;
    }

    private byte[] change(byte[] text, byte[] other) {
        if (text.length == 0) {
            return other;
        }
        return switch (random.nextInt(10)) {
            case 0 -> flip(text);
            case 1 -> replace(text, random.nextInt(text.length), 1, new byte[] {telling()});
            case 2 -> replace(text, random.nextInt(text.length), 0, new byte[] {telling()});
            case 3 -> Arrays.copyOf(text, random.nextInt(text.length));
            case 4, 5 -> lines(text);
            case 6, 7, 8 -> tokens(text);
            default -> splice(text, other);
        };
    }

    private byte telling() {
        return telling[random.nextInt(telling.length)];
    }

    private byte[] flip(byte[] text) {
        byte[] copy = text.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private byte[] lines(byte[] text) {
        List<int[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(new int[] {from, i + 1});
                from = i + 1;
            }
        }
        lines.add(new int[] {from, text.length});
        return rearrange(text, lines);
    }

    private byte[] tokens(byte[] text) {
        TokenTable table = TokenTable.of(language, text, StandardCharsets.ISO_8859_1);
        List<int[]> tokens = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            tokens.add(new int[] {table.start(i), table.end(i)});
        }
        return tokens.isEmpty() ? text : rearrange(text, tokens);
    }

    /** Deletes one piece, doubles one, or puts one in the place of another. */
    private byte[] rearrange(byte[] text, List<int[]> pieces) {
        int[] one = pieces.get(random.nextInt(pieces.size()));
        int[] two = pieces.get(random.nextInt(pieces.size()));
        byte[] piece = Arrays.copyOfRange(text, one[0], one[1]);
        return switch (random.nextInt(3)) {
            case 0 -> replace(text, one[0], piece.length, new byte[0]);
            case 1 -> replace(text, two[0], 0, piece);
            default -> replace(text, two[0], two[1] - two[0], piece);
        };
    }

    private byte[] splice(byte[] text, byte[] other) {
        int from = random.nextInt(other.length);
        int length = random.nextInt(Math.min(2000, other.length - from) + 1);
        return replace(text, random.nextInt(text.length), 0, Arrays.copyOfRange(other, from, from + length));
    }

    private static byte[] replace(byte[] text, int at, int length, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + by.length);
        out.write(text, 0, at);
        out.write(by, 0, by.length);
        out.write(text, at + length, text.length - at - length);
        return out.toByteArray();
    }
}
