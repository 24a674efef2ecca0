package io.ferrule.mir;

/**
 * A stretch of a source file.
 *
 * @param file as the compiler recorded it; {@code no-location} with zeros for code that stands nowhere
 * @param line from 1; 0 for a place in a file without lines
 * @param column in characters, from 1
 * @param endLine the line of the end
 * @param endColumn the column behind the last character
 */
public record Span(String file, int line, int column, int endLine, int endColumn) {

    /** Where code stands that has no place: made up by the compiler, or not printed. */
    public static final Span NONE = new Span("no-location", 0, 0, 0, 0);

    @Override
    public String toString() {
        return equals(NONE) ? file : file + ":" + line + ":" + column + ": " + endLine + ":" + endColumn;
    }
}
