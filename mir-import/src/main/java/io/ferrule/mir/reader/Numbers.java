package io.ferrule.mir.reader;

import io.ferrule.grammar.UnreadableException;
import java.math.BigInteger;
import org.antlr.v4.runtime.Token;

/** Numbers in tokens; each is refused where it does not fit. */
final class Numbers {

    /** A switch compares at most 128 bits, which are 39 digits. */
    private static final int MOST_DIGITS = 39;

    private Numbers() {}

    /** The decimal number that a token is, but for its first {@code skip} characters. */
    static int number(Token token, int skip) {
        String text = token.getText();
        return number(token, text, skip, text.length());
    }

    /** The decimal number in a part of a token's text. */
    static int number(Token token, String text, int from, int to) {
        boolean padded = to - from > 1 && text.charAt(from) == '0';
        if (padded) {
            throw new UnreadableException(token, "rustc prints no number with a zero in front");
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') { // Java has more digits than rustc prints
                throw new UnreadableException(token, "only digits make a number here");
            }
        }
        try {
            return Integer.parseInt(text, from, to, 10);
        } catch (NumberFormatException e) {
            throw outOfRange(token);
        }
    }

    /** The decimal number that a token is, negative or not. */
    static long wide(Token token) {
        String digits = token.getText();
        if (digits.startsWith("-0") || (digits.length() > 1 && digits.startsWith("0"))) {
            throw new UnreadableException(token, "rustc prints no number with a zero in front");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw outOfRange(token);
        }
    }

    /** The decimal number that a token is, up to 128 bits. */
    static BigInteger switchValue(Token token) {
        String text = token.getText();
        if (text.length() > MOST_DIGITS
                || (text.length() > 1 && text.charAt(0) == '0')
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw outOfRange(token);
        }
        return new BigInteger(text);
    }

    private static UnreadableException outOfRange(Token token) {
        return new UnreadableException(token, "`" + DumpText.shortened(token.getText()) + "` is out of range");
    }
}
