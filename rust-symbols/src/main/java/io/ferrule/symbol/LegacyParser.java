package io.ferrule.symbol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the names of length-prefixed segments that compilers wrote before RFC 2603, {@code _ZN3foo3bar17h<hash>E}. */
final class LegacyParser {
    private static final int HASH_DIGITS = 16;

    private static final Map<String, String> ESCAPES =
            Map.of("SP", "@", "BP", "*", "RF", "&", "LT", "<", "GT", ">", "LP", "(", "RP", ")", "C", ",");

    private final String text;
    private int position;

    private LegacyParser(String text) {
        this.text = text;
    }

    /**
     * Reads a symbol.
     *
     * @param mangled the whole symbol
     * @param prefix the length of its prefix
     */
    static RustSymbol parse(String mangled, int prefix) {
        LegacyParser parser = new LegacyParser(mangled);
        parser.position = prefix;
        List<String> segments = new ArrayList<>();
        Budget budget = new Budget();
        while (!parser.eat('E')) {
            String segment = parser.segment();
            budget.enter();
            budget.spend(segment.length());
            segments.add(segment);
        }
        if (segments.size() < 2) {
            throw new MalformedSymbolException("no path before the hash");
        }
        String hash = segments.remove(segments.size() - 1);
        requireHash(hash);
        String suffix = mangled.substring(parser.position);
        if (!suffix.isEmpty() && suffix.charAt(0) != '.') {
            throw new MalformedSymbolException("unknown text behind the symbol");
        }
        segments.replaceAll(LegacyParser::unescape);
        RustPath path = new RustPath.Textual(segments);
        return new RustSymbol(mangled, RustSymbol.Encoding.LEGACY, path, null, hash, suffix);
    }

    private boolean eat(char expected) {
        boolean found = position < text.length() && text.charAt(position) == expected;
        position += found ? 1 : 0;
        return found;
    }

    private String segment() {
        int length = 0;
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            length = length * 10 + (text.charAt(position++) - '0');
            if (length > text.length()) {
                throw new MalformedSymbolException("length passes the end");
            }
        }
        if (position == start || length == 0 || length > text.length() - position) {
            throw new MalformedSymbolException("segment has no proper length");
        }
        position += length;
        return text.substring(position - length, position);
    }

    private static void requireHash(String segment) {
        boolean fits = segment.length() == HASH_DIGITS + 1
                && segment.charAt(0) == 'h'
                && segment.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!fits) {
            throw new MalformedSymbolException("last segment is no hash");
        }
    }

    private static String unescape(String segment) {
        StringBuilder result = new StringBuilder(segment.length());
        // An underscore keeps a leading escape from starting the segment; it is no part of the name.
        int at = segment.startsWith("_$") ? 1 : 0;
        while (at < segment.length()) {
            char c = segment.charAt(at);
            int close = c == '$' ? segment.indexOf('$', at + 1) : -1;
            if (close > 0) {
                result.append(escape(segment.substring(at + 1, close)));
                at = close + 1;
            } else if (segment.startsWith("..", at)) {
                result.append("::");
                at += 2;
            } else {
                // One dot is itself or was a dash, as in the arrow of a function type.
                result.append(c == '.' ? c : plain(c));
                at++;
            }
        }
        return result.toString();
    }

    private static char plain(char c) {
        if (c != '_' && !(c < 0x80 && Character.isLetterOrDigit(c))) {
            throw new MalformedSymbolException("segment holds a character it can not");
        }
        return c;
    }

    private static String escape(String name) {
        String known = ESCAPES.get(name);
        if (known != null) {
            return known;
        }
        return codePoint(name)
                .filter(c -> c == ' ' || V0Cursor.isVisible(c))
                .map(Character::toString)
                .orElseThrow(() -> new MalformedSymbolException("unknown escape"));
    }

    private static Optional<Integer> codePoint(String name) {
        boolean hexadecimal = name.length() >= 2
                && name.length() <= 7
                && name.charAt(0) == 'u'
                && name.chars().skip(1).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return hexadecimal
                ? Optional.of(Integer.parseInt(name.substring(1), 16)).filter(Character::isValidCodePoint)
                : Optional.empty();
    }
}
