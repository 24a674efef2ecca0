package io.ferrule.cli.format;

import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The steps of a witness in columns: number, function, place, what happens. */
final class WitnessTable {

    private static final int MOST = 40;
    private static final int KEPT = MOST / 2;

    private WitnessTable() {}

    /** One line for each step; of a very long path, its beginning and its end. */
    static List<String> lines(List<WitnessStep> witness) {
        List<List<String>> rows = IntStream.range(0, witness.size())
                .filter(i -> witness.size() <= MOST || i < KEPT || i >= witness.size() - KEPT)
                .mapToObj(i -> row(i + 1, witness.get(i)))
                .toList();
        List<String> lines = new ArrayList<>(new Table(48).lines(rows));
        if (witness.size() > MOST) {
            lines.add(KEPT, ".. " + (witness.size() - MOST) + " more steps");
        }
        return lines;
    }

    private static List<String> row(int number, WitnessStep step) {
        return List.of(
                String.valueOf(number),
                Printable.of(step.function()),
                Printable.of(step.span().map(SourceSpan::toString).orElse("-")),
                Printable.of(step.text()));
    }
}
