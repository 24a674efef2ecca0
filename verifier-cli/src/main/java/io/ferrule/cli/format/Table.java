package io.ferrule.cli.format;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines up columns. Nothing is cut: a cell that is wider than a column may be moves the rest of its own line only.
 *
 * @param widest how wide a column may be
 */
public record Table(int widest) {

    /** Each row as a line. Cells are printable; a row of one cell is a remark between the others. */
    public List<String> lines(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .filter(row -> row.size() > 1 && row.size() > column)
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
