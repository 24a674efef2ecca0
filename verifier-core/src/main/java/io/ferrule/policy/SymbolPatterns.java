package io.ferrule.policy;

/** What {@code sym:} patterns may look like, and how a wildcard matches. */
final class SymbolPatterns {
    private SymbolPatterns() {}

    static void check(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the pattern names no symbol");
        }
        if (name.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("a symbol has no spaces or control characters");
        }
        if (name.chars().allMatch(c -> c == '*')) {
            throw new IllegalArgumentException("the pattern matches every function");
        }
    }

    /** Finds the pieces between the stars from left to right, each as early as it occurs; never goes back. */
    static boolean matches(String glob, String symbol) {
        int firstStar = glob.indexOf('*');
        int lastStar = glob.lastIndexOf('*');
        int end = symbol.length() - (glob.length() - lastStar - 1);
        if (end < firstStar
                || !symbol.startsWith(glob.substring(0, firstStar))
                || !symbol.endsWith(glob.substring(lastStar + 1))) {
            return false;
        }
        int at = firstStar;
        int star = firstStar;
        while (star < lastStar) {
            int nextStar = glob.indexOf('*', star + 1);
            String piece = glob.substring(star + 1, nextStar);
            int found = symbol.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
            star = nextStar;
        }
        return true;
    }
}
