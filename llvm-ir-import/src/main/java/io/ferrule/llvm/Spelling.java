package io.ferrule.llvm;

import io.ferrule.grammar.TableToken;
import io.ferrule.grammar.UnreadableException;
import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.Token;

/** From the spelling of a token to what it means. */
final class Spelling {

    private Spelling() {}

    /** The name behind the sign of {@code @name}, {@code %name}, {@code $name} or {@code !name}, unquoted. */
    static String name(String token) {
        boolean quoted = token.charAt(1) == '"';
        return quoted ? unescape(token.substring(2, token.length() - 1)) : plain(unescape(token.substring(1)));
    }

    /**
     * The name behind the sign of a token.
     *
     * @throws UnreadableException if it is a name that LLVM refuses, or that could be taken for another
     */
    static String name(Token token) {
        String spelling = token.getText();
        String name = name(spelling);
        demandClear(name, spelling.charAt(1) == '"', token);
        return name;
    }

    /** The name before the colon of a label, unquoted; the same names are refused. */
    static String label(Token token) {
        String spelling = token.getText();
        boolean quoted = spelling.charAt(0) == '"';
        String name = quoted
                ? unescape(spelling.substring(1, spelling.length() - 2))
                : plain(spelling.substring(0, spelling.length() - 1));
        demandClear(name, quoted, token);
        return name;
    }

    /** The name before the colon of a field. */
    static String field(String spelling) {
        return spelling.charAt(0) == '"'
                ? unescape(spelling.substring(1, spelling.length() - 2))
                : spelling.substring(0, spelling.length() - 1);
    }

    /** In LLVM {@code %"7"} is a name and {@code %7} a number, and both can be there; here the name would be the same. */
    private static void demandClear(String name, boolean quoted, Token token) {
        if (name.isEmpty() || name.indexOf('\0') >= 0 || (quoted && isNumber(name))) {
            throw new UnreadableException(token, "a name must not be empty, a quoted number or hold a NUL byte");
        }
        if (isNumber(name) && number("#" + name) < 0) {
            throw new UnreadableException(token, "`" + token.getText() + "` is too large a number");
        }
    }

    /** Whether the name is only a number, and so stands for something that has no name. */
    static boolean isNumber(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** {@code 007} is {@code 7}. */
    private static String plain(String name) {
        if (name.length() < 2 || name.charAt(0) != '0' || !isNumber(name)) {
            return name;
        }
        int first = 0;
        while (first < name.length() - 1 && name.charAt(first) == '0') {
            first++;
        }
        return name.substring(first);
    }

    /** The number behind the sign of {@code !7} or {@code #7}, or -1 where it does not fit. */
    static int number(Token token) {
        return ((TableToken) token).suffix();
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
