package io.ferrule.llvm;

import java.nio.charset.StandardCharsets;

/** From the spelling of a token to what it means. */
final class Spelling {

    private Spelling() {}

    /** The name behind the sign of {@code @name}, {@code %name}, {@code !name} or {@code #name}, unquoted. */
    static String name(String token) {
        return token.charAt(1) == '"' ? unescape(token.substring(2, token.length() - 1)) : token.substring(1);
    }

    /** The name before the colon of a label, unquoted. */
    static String label(String token) {
        return token.charAt(0) == '"'
                ? unescape(token.substring(1, token.length() - 2))
                : token.substring(0, token.length() - 1);
    }

    /** The number behind the sign of {@code !7} or {@code #7}, or -1 where it does not fit. */
    static int number(String token) {
        try {
            return Integer.parseInt(token.substring(1));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The bytes of a quoted string, one in each char. */
    static String string(String token) {
        return unescape(token.substring(token.indexOf('"') + 1, token.length() - 1));
    }

    /** A quoted string as text: its bytes are UTF-8. */
    static String text(String token) {
        return new String(string(token).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Resolves {@code \xx}; as in LLVM, a backslash that begins no escape stands for itself, and {@code \\} for one. */
    private static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length() && raw.charAt(i + 1) == '\\') {
                out.append('\\');
                i += 2;
            } else if (c == '\\' && i + 2 < raw.length() && isHex(raw.charAt(i + 1)) && isHex(raw.charAt(i + 2))) {
                out.append(
                        (char) (Character.digit(raw.charAt(i + 1), 16) * 16 + Character.digit(raw.charAt(i + 2), 16)));
                i += 3;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
