package io.ferrule.cli.format;

/** How many columns of a terminal text takes. */
final class Cells {

    private Cells() {}

    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    /** 0 for a combining mark, 2 for what East Asian scripts and emoji write wide, else 1. */
    static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0xa4cf)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0xffe0 && c <= 0xffe6)
                        || (c >= 0x1f300 && c <= 0x1f64f)
                        || (c >= 0x1f900 && c <= 0x1f9ff)
                        || (c >= 0x20000 && c <= 0x3fffd));
    }
}
