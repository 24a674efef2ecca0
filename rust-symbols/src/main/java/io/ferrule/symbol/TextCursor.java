package io.ferrule.symbol;

import org.jspecify.annotations.Nullable;

/** Reads the tokens of a path as people and legacy symbols write it. Blanks before a token are skipped. */
final class TextCursor {
    private static final int MAX_DEPTH = 128;

    private final String text;
    private int position;
    private int depth;

    TextCursor(String text) {
        this.text = text;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    PathPatternSyntaxException error(String description) {
        return new PathPatternSyntaxException(description, text, position);
    }

    PathPatternSyntaxException errorAt(int offset, String description) {
        return new PathPatternSyntaxException(description, text, offset);
    }

    int position() {
        skipBlanks();
        return position;
    }

    boolean atEnd() {
        skipBlanks();
        return position == text.length();
    }

    boolean sees(String token) {
        skipBlanks();
        return text.startsWith(token, position);
    }

    boolean eat(String token) {
        if (!sees(token)) {
            return false;
        }
        position += token.length();
        return true;
    }

    void expect(String token) {
        if (!eat(token)) {
            throw error("expected '" + token + "'");
        }
    }

    boolean seesWord(String word) {
        int end = position() + word.length();
        return text.startsWith(word, position) && (end == text.length() || !isNamePart(text.codePointAt(end)));
    }

    boolean eatWord(String word) {
        if (!seesWord(word)) {
            return false;
        }
        position += word.length();
        return true;
    }

    /** The identifier ahead, without the prefix of a raw one, or null. */
    @Nullable
    String eatName() {
        int raw = sees("r#") ? 2 : 0;
        int end = position + raw;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        int start = position + raw;
        if (end == start || Character.isDigit(text.codePointAt(start))) {
            return null;
        }
        position = end;
        return text.substring(start, end);
    }

    /** Braces and what they hold, the braces inside them being paired. */
    String braced() {
        int start = position();
        int open = 0;
        for (int at = start; at < text.length(); at++) {
            char c = text.charAt(at);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                position = at + 1;
                return text.substring(start, position);
            }
        }
        throw error("'{' is not closed");
    }

    /** Whether a quote ahead opens a character and not a lifetime. */
    boolean seesCharacter() {
        return sees("'") && (text.startsWith("\\", position + 1) || text.startsWith("'", after(position + 1)));
    }

    /** A literal in quotes, with them and with its escapes. */
    String quoted() {
        int start = position();
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                position = at + 1;
                return text.substring(start, position);
            }
        }
        throw error("quote is not closed");
    }

    boolean seesNumber() {
        int digit = position() + (sees("-") ? 1 : 0);
        return digit < text.length() && text.charAt(digit) >= '0' && text.charAt(digit) <= '9';
    }

    /** A number with its sign and whatever letters it has. */
    String number() {
        int start = position();
        position += sees("-") ? 1 : 0;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private int after(int at) {
        return at < text.length() ? at + Character.charCount(text.codePointAt(at)) : at;
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private static boolean isNamePart(int codePoint) {
        return codePoint == '_'
                || (Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint));
    }
}
