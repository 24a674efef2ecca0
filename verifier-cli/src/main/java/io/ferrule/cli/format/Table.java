package io.ferrule.cli.format;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines up columns. Nothing is cut: a cell that is wider than a column may be moves the rest of its own line only.
 *
 * @param widest how wide a column may be
 */
public record Table(int widest) {

    /** Each row as a line. All rows have the same number of cells, and these are printable. */
    public List<String> lines(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> Cells.of(row.get(column)))
                        .filter(width -> width <= widest)
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(Cells.pad(row.get(i), widths[i]));
        }
        return line.toString().stripTrailing();
    }
}
