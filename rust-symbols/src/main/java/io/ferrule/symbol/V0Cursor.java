package io.ferrule.symbol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Reads the tokens of a v0 symbol, which starts behind its prefix: offset 0 is what back references count from. */
final class V0Cursor {
    private static final int END = -1;

    private final byte[] bytes;
    private final Budget budget;
    private int position;

    V0Cursor(byte[] bytes, Budget budget) {
        this.bytes = bytes;
        this.budget = budget;
    }

    int position() {
        return position;
    }

    /** The byte ahead, or a negative number at the end. */
    int peek() {
        return position < bytes.length ? bytes[position] & 0xff : END;
    }

    char next() {
        int b = peek();
        if (b == END) {
            throw new MalformedSymbolException("ends too early");
        }
        position++;
        return (char) b;
    }

    boolean eat(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    String rest() {
        return utf8(position, bytes.length - position);
    }

    /** Reads, for the tag {@code B} just consumed, the production it refers to and returns behind the reference. */
    <T> T backReference(Supplier<T> production) {
        int tag = position - 1;
        long target = base62();
        if (Long.compareUnsigned(target, tag) >= 0) {
            throw new MalformedSymbolException("back reference points forward");
        }
        int behind = position;
        position = (int) target;
        T result = production.get();
        position = behind;
        return result;
    }

    /** An unsigned number of 64 bits. */
    long base62() {
        if (eat('_')) {
            return 0;
        }
        long value = 0;
        do {
            int digit = base62Digit(next());
            // value * 62 + digit must not pass 2^64 - 1.
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, 62)) > 0) {
                throw new MalformedSymbolException("number passes 64 bits");
            }
            value = value * 62 + digit;
        } while (!eat('_'));
        return increment(value);
    }

    /** A number behind an optional tag: zero without the tag, otherwise one more than written. */
    long optionalBase62(char tag) {
        return eat(tag) ? increment(base62()) : 0;
    }

    String identifier() {
        boolean punycode = eat('u');
        int length = decimal();
        eat('_');
        if (length > bytes.length - position) {
            throw new MalformedSymbolException("identifier passes the end");
        }
        budget.spend(length);
        String text = utf8(position, length);
        position += length;
        if (punycode) {
            requireText(text, true);
            text = Punycode.decode(text);
        }
        requireText(text, false);
        return text;
    }

    /** The lower-case hexadecimal digits before an underscore. */
    String hexDigits() {
        int start = position;
        char c = next();
        while (c != '_') {
            if (!isDigit(c) && !(c >= 'a' && c <= 'f')) {
                throw new MalformedSymbolException("not a hexadecimal digit");
            }
            c = next();
        }
        int length = position - 1 - start;
        budget.spend(length);
        return new String(bytes, start, length, StandardCharsets.US_ASCII);
    }

    String utf8(int offset, int length) {
        return decodeUtf8(ByteBuffer.wrap(bytes, offset, length));
    }

    static String decodeUtf8(ByteBuffer text) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedSymbolException("text is not UTF-8");
        }
    }

    private int decimal() {
        char first = next();
        if (!isDigit(first)) {
            throw new MalformedSymbolException("not a decimal number");
        }
        int value = first - '0';
        // A zero stands alone: a digit behind it belongs to the next production.
        while (value != 0 && isDigit(peek())) {
            value = value * 10 + (next() - '0');
            if (value > bytes.length) {
                throw new MalformedSymbolException("length passes the end");
            }
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int base62Digit(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 10;
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 36;
        }
        throw new MalformedSymbolException("not a base-62 digit");
    }

    private static long increment(long value) {
        if (value == -1L) {
            throw new MalformedSymbolException("number passes 64 bits");
        }
        return value + 1;
    }

    /** Refuses what no identifier holds and what would disturb or disguise a line of text. */
    private static void requireText(String text, boolean asciiOnly) {
        text.codePoints().forEach(c -> {
            boolean fits = c < 0x80 ? c == '_' || Character.isLetterOrDigit(c) : !asciiOnly && isVisible(c);
            if (!fits) {
                throw new MalformedSymbolException("identifier holds U+" + Integer.toHexString(c));
            }
        });
    }

    static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
