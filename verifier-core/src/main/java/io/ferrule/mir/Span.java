package io.ferrule.mir;

import io.ferrule.program.SourceLocation;

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

    /** The place that debug information names, as a stretch without length. */
    public static Span of(SourceLocation place) {
        return new Span(place.file(), place.line(), place.column(), place.line(), place.column());
    }

    /** Whether a place of this file lies in the stretch; never so where the stretch is not known. */
    public boolean has(int placeLine, int placeColumn) {
        boolean behindStart = placeLine > line || (placeLine == line && placeColumn >= column);
        boolean beforeEnd = placeLine < endLine || (placeLine == endLine && placeColumn < endColumn);
        return line > 0 && behindStart && beforeEnd;
    }

    /** Whether a place that debug information names lies in the stretch. */
    public boolean has(SourceLocation place) {
        return isIn(place) && has(place.line(), place.column());
    }

    /** Whether the stretch begins at a place that debug information names. */
    public boolean beginsAt(SourceLocation place) {
        return line > 0 && line == place.line() && column == place.column() && isIn(place);
    }

    /** Whether the stretch lies in another one, or is it. */
    public boolean isWithin(Span outer) {
        boolean start = line > outer.line || (line == outer.line && column >= outer.column);
        boolean end = endLine < outer.endLine || (endLine == outer.endLine && endColumn <= outer.endColumn);
        return file.equals(outer.file) && start && end;
    }

    /** A measure by which a stretch is longer than any that lies in it. */
    public int length() {
        return (endLine - line) * 10_000 + endColumn - column;
    }

    private boolean isIn(SourceLocation place) {
        String own = clean(file);
        return own.equals(clean(place.file())) || own.equals(clean(place.directory() + "/" + place.file()));
    }

    private static String clean(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }

    @Override
    public String toString() {
        return equals(NONE) ? file : file + ":" + line + ":" + column + ": " + endLine + ":" + endColumn;
    }
}
