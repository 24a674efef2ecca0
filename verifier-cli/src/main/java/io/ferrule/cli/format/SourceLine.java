package io.ferrule.cli.format;

/**
 * A source line as a terminal shows it.
 *
 * @param text the line: tabs are spaces, characters that a terminal would act upon are replaced, too wide a line is cut
 * @param caret the column of the terminal, from 0, where the marked word begins; -1 if no column is known
 * @param width how many columns the marked word takes, at least 1
 */
record SourceLine(String text, int caret, int width) {

    private static final int TAB = 4;
    private static final int WIDEST = 120;
    private static final int BEFORE_CARET = 40;
    private static final String CUT = "..";

    /** @param byteColumn in UTF-8, from 1; 0 if not known */
    static SourceLine of(String line, int byteColumn) {
        int start = byteColumn == 0 ? -1 : indexOf(line, byteColumn - 1);
        int from = firstShown(line, start);
        StringBuilder text = new StringBuilder(from == 0 ? "" : CUT);
        int caret = -1;
        int cells = text.length();
        int i = from;
        for (; i < line.length() && cells < WIDEST; i += Character.charCount(line.codePointAt(i))) {
            if (i == start) {
                caret = cells;
            }
            String shown = shown(line.codePointAt(i), cells);
            text.append(shown);
            cells += Cells.of(shown);
        }
        if (start >= line.length()) {
            caret = cells;
        }
        return new SourceLine(
                (i < line.length() ? text + CUT : text.toString()).stripTrailing(), caret, wordWidth(line, start));
    }

    /** The line of carets below the text. */
    String carets() {
        return " ".repeat(caret) + "^".repeat(width);
    }

    private static int indexOf(String line, int bytes) {
        int i = 0;
        for (int seen = 0; i < line.length() && seen < bytes; i += Character.charCount(line.codePointAt(i))) {
            seen += utf8Length(line.codePointAt(i));
        }
        return i;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static int firstShown(String line, int start) {
        if (start < WIDEST / 2) {
            return 0;
        }
        boolean fits = line.length() < WIDEST / 2 || (line.length() < WIDEST && line.indexOf('\t') < 0);
        return fits ? 0 : line.offsetByCodePoints(start, -BEFORE_CARET);
    }

    private static String shown(int codePoint, int cells) {
        if (codePoint == '\t') {
            return " ".repeat(TAB - cells % TAB);
        }
        if (codePoint < ' ') {
            return Character.toString(0x2400 + codePoint); // the picture of the control character
        }
        return Printable.isPlain(codePoint) ? Character.toString(codePoint) : "\ufffd";
    }

    private static int wordWidth(String line, int start) {
        int end = Math.max(start, 0);
        while (end < line.length()
                && end - start < WIDEST / 2
                && Character.isUnicodeIdentifierPart(line.codePointAt(end))
                && Printable.isPlain(line.codePointAt(end))) {
            end += Character.charCount(line.codePointAt(end));
        }
        return start < 0 || end == start ? 1 : Cells.of(line.substring(start, end));
    }
}
