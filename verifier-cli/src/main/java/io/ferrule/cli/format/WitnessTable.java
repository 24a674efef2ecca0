package io.ferrule.cli.format;

import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The steps of a witness in columns: number, function, place, what happens.
 *
 * @param full whether to show every step and every name in full, however long
 */
record WitnessTable(boolean full) {

    private static final int WIDEST = 48;
    private static final int WIDEST_TEXT = 80;
    private static final int MOST = 40;
    private static final int KEPT = MOST / 2;
    private static final Pattern LIBRARY = Pattern.compile("^/rustc/([0-9a-f]{7})[0-9a-f]*/");

    /** A line for each step; in their short form, one for several steps within the standard library. */
    List<String> lines(List<WitnessStep> witness) {
        List<List<String>> rows = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < witness.size(); i++) {
            int end = full ? i : endOfLibrary(witness, i);
            if (end > i + 1) {
                rows.add(List.of(".. " + (end - i) + " steps within Rust's library"));
                i = end - 1;
            } else {
                rows.add(row(i + 1, witness.get(i)));
            }
            left.add(witness.size() - i - 1);
        }
        if (full || rows.size() <= MOST) {
            return new Table(WIDEST).lines(rows);
        }
        List<List<String>> ends = new ArrayList<>(rows.subList(0, KEPT));
        int after = rows.size() - KEPT;
        ends.add(List.of(".. " + (left.get(KEPT - 1) - left.get(after - 1)) + " steps"));
        ends.addAll(rows.subList(after, rows.size()));
        return new Table(WIDEST).lines(ends);
    }

    private List<String> row(int number, WitnessStep step) {
        String place = step.span().map(SourceSpan::toString).orElse("-");
        return List.of(
                String.valueOf(number),
                Printable.of(full ? step.function() : ShortName.of(step.function(), WIDEST)),
                Printable.of(full ? place : LIBRARY.matcher(place).replaceFirst("/rustc/$1/")),
                Printable.of(full ? step.text() : ShortName.of(step.text(), WIDEST_TEXT)));
    }

    private static int endOfLibrary(List<WitnessStep> witness, int from) {
        int end = from;
        while (end < witness.size() && isLibrary(witness.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean isLibrary(WitnessStep step) {
        return step.span().filter(span -> LIBRARY.matcher(span.file()).find()).isPresent();
    }
}
