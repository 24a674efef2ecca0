package io.ferrule.cli.format;

import java.util.List;
import java.util.regex.Pattern;

/** Shortens the names of Rust's generic functions, which can be far longer than a line. */
final class ShortName {

    private static final Pattern MODULES = Pattern.compile("(?:\\w+::)+(?=[A-Za-z_])");

    private ShortName() {}

    /**
     * The text as it is if it fits; else with the arguments of inner generics as {@code <..>}, then with the types
     * between brackets without their modules, then with no arguments at all.
     */
    static String of(String text, int most) {
        String outer = collapse(text, 1);
        List<String> shorter = List.of(text, collapse(text, 2), outer, withoutModules(outer));
        return shorter.stream()
                .filter(name -> Cells.of(name) <= most)
                .findFirst()
                .orElseGet(() -> collapse(text, 0));
    }

    private static String collapse(String text, int depth) {
        StringBuilder out = new StringBuilder();
        int level = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean closes = closes(text, i) && level > 0;
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

    private static String withoutModules(String text) {
        StringBuilder out = new StringBuilder();
        int level = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean closes = closes(text, i) && level > 0;
            if (text.charAt(i) == '<' || closes) {
                String part = text.substring(from, i);
                out.append(level == 0 ? part : MODULES.matcher(part).replaceAll(""));
                level += closes ? -1 : 1;
                from = i;
            }
        }
        return out.append(text, from, text.length()).toString();
    }

    private static boolean closes(String text, int at) {
        return text.charAt(at) == '>' && (at == 0 || text.charAt(at - 1) != '-'); // `->` is no bracket
    }
}
