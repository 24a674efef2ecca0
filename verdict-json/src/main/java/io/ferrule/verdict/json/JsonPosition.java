package io.ferrule.verdict.json;

import java.io.EOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a text the JSON parser gave up. */
final class JsonPosition {

    private static final int LONGEST_QUOTE = 120;
    private static final Pattern AT = Pattern.compile("at line (?<line>\\d+) column (?<column>\\d+) path");

    private JsonPosition() {}

    /** The parser speaks of its own options; a reader of verdicts only wants the place. */
    static String describe(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher place = AT.matcher(message);
        String where = place.find() ? place.group("line") + ":" + place.group("column") + ": " : "";
        return where + (failure instanceof EOFException ? "the JSON ends too early" : "this is not JSON");
    }

    static String shorten(String quoted) {
        return quoted.length() <= LONGEST_QUOTE ? quoted : quoted.substring(0, LONGEST_QUOTE) + "..";
    }
}
