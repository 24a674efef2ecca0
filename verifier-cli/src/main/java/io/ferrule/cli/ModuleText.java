package io.ferrule.cli;

import io.ferrule.cli.format.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of a dump as they stand in it, made harmless to a terminal. */
final class ModuleText {

    private static final int PIECE = 1000;

    private ModuleText() {}

    /** The definition or declaration of a function of LLVM IR; no line where it is not found. */
    static List<String> function(byte[] module, String symbol) {
        List<String> found = new ArrayList<>();
        for (String line : (Iterable<String>) new String(module, StandardCharsets.UTF_8).lines()::iterator) {
            if (found.isEmpty() && !names(line, symbol)) {
                continue;
            }
            found.add(printable(line));
            if (line.equals("}") || line.startsWith("declare")) {
                break;
            }
        }
        return found;
    }

    /** The lines that these bytes of a dump are in. */
    static List<String> range(byte[] dump, int from, int to) {
        return new String(dump, from, to - from, StandardCharsets.UTF_8)
                .lines()
                .map(ModuleText::printable)
                .toList();
    }

    private static boolean names(String line, String symbol) {
        return (line.startsWith("define") || line.startsWith("declare"))
                && (line.contains("@" + symbol + "(") || line.contains("@\"" + symbol + "\"("));
    }

    /** Lines of IR can be longer than what is shown of a name. */
    private static String printable(String line) {
        StringBuilder printable = new StringBuilder();
        for (int at = 0; at < line.length(); ) {
            int end = Math.min(line.length(), at + PIECE);
            end = end < line.length() && Character.isHighSurrogate(line.charAt(end - 1)) ? end + 1 : end;
            printable.append(Printable.of(line.substring(at, end)));
            at = end;
        }
        return printable.toString();
    }
}
