package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Recognises definitions of metadata that are spelled as one before was, but for numbers and the contents of strings,
 * without cutting them into tokens again: more than half of a module with debug information is such lines.
 *
 * <p>A template is the text of a definition that was cut and settled, with a hole for each run of digits that is an {@code
 * INTEGER} or stands in a {@code METADATA_NUMBER}, and for what stands between the quotes of a {@code STRING}. A line that
 * has the same bytes around its holes, digits in the first and no quote in the second, has the same kinds of tokens: the
 * lexer is where it was in the template as soon as it has seen a digit, and as soon as it has seen the closing quote. So it
 * is of the same shape, and nothing in it is spelled in a way that must be looked at but its numbers. That it ends where the
 * template ends is known because the next line begins another definition, which nothing but the end of this one may
 * stand before.
 */
final class KnownDefinitions {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Longer numbers may not fit; they are looked at one by one. */
    private static final int MOST_DIGITS = 8;

    private static final int MOST_TEMPLATES = 12;
    private static final int MOST_HOLES = 48;

    /** A bound on memory for texts that repeat nothing. */
    private static final int MOST_KEYS = 256;

    private static final int NO_MATCH = -1;

    private final byte[] text;
    private final NumberSet used;
    private final Map<Long, @Nullable Template[]> templates = new HashMap<>();
    private final int[] found = new int[MOST_HOLES]; // numbers of nodes in the line that is being looked at
    private int count;

    /**
     * No template yet.
     *
     * @param used takes the numbers of the nodes that recognised definitions refer to
     */
    KnownDefinitions(SourceText text, NumberSet used) {
        this.text = text.bytes();
        this.used = used;
    }

    /** The text of a definition behind its number, cut at its holes. */
    private static final class Template {

        /** Where the pieces between the holes begin, in the text, and how long they are. */
        private final int[] starts;

        private final int[] lengths;

        /** Behind each piece but the last: the kind of token that the hole is in. */
        private final int[] holes;

        Template(int[] starts, int[] lengths, int[] holes) {
            this.starts = starts;
            this.lengths = lengths;
            this.holes = holes;
        }
    }

    /** Keeps a settled definition as a template. */
    void learn(TokenTable tokens, Entity entity) {
        int end = tokens.end(entity.to() - 1);
        if (end(tokens.end(entity.from())) == end) {
            return; // known, and only not passed over for what stood before it
        }
        int holes = 0;
        int[] starts = new int[MOST_HOLES + 1];
        int[] lengths = new int[MOST_HOLES + 1];
        int[] kinds = new int[MOST_HOLES];
        starts[0] = tokens.end(entity.from());
        for (int i = entity.from() + 1; i < entity.to(); i++) {
            int kind = tokens.kind(i);
            if (kind == LlvmIrLexer.METADATA_NUMBER || kind == LlvmIrLexer.INTEGER || kind == LlvmIrLexer.STRING) {
                if (holes == MOST_HOLES) {
                    return;
                }
                int from = tokens.start(i);
                boolean signed = kind != LlvmIrLexer.INTEGER || text[from] == '-';
                int hole = signed ? from + 1 : from; // behind the sign, or the quote
                kinds[holes] = kind;
                lengths[holes] = hole - starts[holes];
                starts[++holes] = kind == LlvmIrLexer.STRING ? tokens.end(i) - 1 : tokens.end(i);
            }
        }
        lengths[holes] = end - starts[holes];
        Long key = key(starts[0]);
        if (templates.size() >= MOST_KEYS && !templates.containsKey(key)) {
            return;
        }
        @Nullable Template[] known = templates.computeIfAbsent(key, k -> new @Nullable Template[MOST_TEMPLATES]);
        System.arraycopy(known, 0, known, 1, MOST_TEMPLATES - 1);
        known[0] = new Template(
                Arrays.copyOf(starts, holes + 1), Arrays.copyOf(lengths, holes + 1), Arrays.copyOf(kinds, holes));
    }

    /** Takes the number of a definition and where it stands. */
    interface Definitions {
        void add(int number, int start, int end);
    }

    /**
     * Passes over known definitions that follow each other.
     *
     * @param from where one begins, outside of all brackets
     * @param isDefined whether a node of that number was defined before
     * @return where the first definition begins that was not passed over
     */
    int pass(int from, IntPredicate isDefined, Definitions definitions) {
        int at = from;
        while (true) {
            int numberEnd = numberEnd(at);
            int end = numberEnd < 0 ? NO_MATCH : end(numberEnd);
            if (end < 0 || end + 1 >= text.length || text[end] != '\n' || numberEnd(end + 1) < 0) {
                return at;
            }
            int number = number(at + 1, numberEnd);
            if (isDefined.test(number)) {
                return at;
            }
            for (int i = 0; i < count; i++) {
                used.add(found[i]);
            }
            definitions.add(number, at, end);
            at = end + 1;
        }
    }

    /** The byte behind the number where {@code !7 = } begins; negative where it does not. */
    private int numberEnd(int at) {
        if (at >= text.length || text[at] != '!') {
            return NO_MATCH;
        }
        int end = digitsEnd(at + 1);
        boolean defines =
                end > 0 && end + 3 < text.length && text[end] == ' ' && text[end + 1] == '=' && text[end + 2] == ' ';
        return defines ? end : NO_MATCH;
    }

    /** The byte behind the digits that begin there; negative where there are none, or too many. */
    private int digitsEnd(int from) {
        int at = from;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == from || at - from > MOST_DIGITS ? NO_MATCH : at;
    }

    private int number(int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text[at] - '0';
        }
        return number;
    }

    /** Where a known definition ends of which that is the byte behind its number; negative where it is not known. */
    private int end(int from) {
        @Nullable Template[] known = templates.get(key(from));
        if (known == null) {
            return NO_MATCH;
        }
        for (int i = 0; i < known.length; i++) {
            Template template = known[i];
            int end = template == null ? NO_MATCH : end(template, from);
            if (end >= 0) {
                System.arraycopy(known, 0, known, 1, i); // the last one that fitted first
                known[0] = template;
                return end;
            }
        }
        return NO_MATCH;
    }

    private int end(Template template, int from) {
        int at = from;
        count = 0;
        for (int piece = 0; piece < template.starts.length; piece++) {
            int length = template.lengths[piece];
            if (!isSame(template.starts[piece], at, length)) {
                return NO_MATCH;
            }
            at += length;
            if (piece < template.holes.length) {
                int hole = at;
                at = template.holes[piece] == LlvmIrLexer.STRING ? quote(at) : digitsEnd(at);
                if (at < 0) {
                    return NO_MATCH;
                }
                if (template.holes[piece] == LlvmIrLexer.METADATA_NUMBER) {
                    found[count++] = number(hole, at);
                }
            }
        }
        return at;
    }

    /** The next quote; negative where there is none. */
    private int quote(int from) {
        int at = from;
        while (at < text.length && text[at] != '"') {
            at++;
        }
        return at < text.length ? at : NO_MATCH;
    }

    private boolean isSame(int one, int other, int length) {
        if (other + length > text.length) {
            return false;
        }
        int done = 0;
        for (; done + Long.BYTES <= length; done += Long.BYTES) {
            if ((long) LONGS.get(text, one + done) != (long) LONGS.get(text, other + done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (text[one + done] != text[other + done]) {
                return false;
            }
        }
        return true;
    }

    /** What templates that may fit have in common: the first bytes of a kind, but not those of an operand. */
    private long key(int from) {
        int at = from + 3;
        if (at + Long.BYTES > text.length || text[at + 1] == '{') {
            return 0;
        }
        return (long) LONGS.get(text, at);
    }
}
