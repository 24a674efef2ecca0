package io.ferrule.verdict.json;

import java.util.HexFormat;

/** Makes JSON the same bytes in every encoding, and harmless to a terminal. */
final class Ascii {

    private static final HexFormat HEX = HexFormat.of();

    private Ascii() {}

    /**
     * Escapes what is not printable ASCII; in JSON text that is only ever found within strings. Half of a surrogate pair
     * is no character, and becomes U+FFFD.
     */
    static String of(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(HEX.toHexDigits(isPaired(json, i) ? c : '\ufffd'));
            }
        }
        return ascii.toString();
    }

    private static boolean isPaired(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        return !Character.isLowSurrogate(c) || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
