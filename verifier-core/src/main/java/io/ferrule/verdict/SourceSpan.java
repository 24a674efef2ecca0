package io.ferrule.verdict;

/**
 * A place in a source file.
 *
 * @param file as the compiler recorded it, usually relative to where it was run
 * @param line from 1
 * @param column from 1; 0 where only the line is known
 */
public record SourceSpan(String file, int line, int column) {

    @Override
    public String toString() {
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
