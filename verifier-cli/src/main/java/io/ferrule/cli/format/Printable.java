package io.ferrule.cli.format;

/** Makes text from a module, a policy or a source file harmless to a terminal. */
public final class Printable {

    private static final int LONGEST = 2000;

    private Printable() {}

    /**
     * The text on one line, with each character that a terminal may act upon or hide (escape sequences, line ends,
     * bidirectional marks) in the form {@code \\u{1b}}; cut after 2,000 characters.
     */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        int end = text.length() <= LONGEST ? text.length() : text.offsetByCodePoints(0, LONGEST / 2);
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (isPlain(codePoint)) {
                printable.appendCodePoint(codePoint);
            } else {
                printable.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            }
        }
        return end == text.length() ? printable.toString() : printable + "..";
    }

    /** Whether a terminal shows the character, and does nothing else with it. */
    static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
