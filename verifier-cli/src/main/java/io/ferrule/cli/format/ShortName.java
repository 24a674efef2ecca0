package io.ferrule.cli.format;

/** Shortens the names of Rust's generic functions, which can be far longer than a line. */
final class ShortName {

    private static final int DEEPEST = 2;

    private ShortName() {}

    /** The text as it is if it fits; else with the arguments of inner, then of all generics as {@code <..>}. */
    static String of(String text, int most) {
        String shorter = text;
        for (int depth = DEEPEST; depth >= 0 && Cells.of(shorter) > most; depth--) {
            shorter = collapse(text, depth);
        }
        return shorter;
    }

    private static String collapse(String text, int depth) {
        StringBuilder out = new StringBuilder();
        int level = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean closes = c == '>' && level > 0 && text.charAt(i - 1) != '-'; // `->` is no bracket
            if (c == '<' && ++level == depth + 1) {
                out.append("<..");
            }
            if (level <= depth || (closes && level == depth + 1)) {
                out.append(c);
            }
            if (closes) {
                level--;
            }
        }
        return out.toString();
    }
}
