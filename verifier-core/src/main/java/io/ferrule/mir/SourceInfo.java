package io.ferrule.mir;

/**
 * Where a statement or a local comes from.
 *
 * @param scope the number of its scope
 * @param span its place in the source
 */
public record SourceInfo(int scope, Span span) {

    /** For dumps without {@code -Zmir-include-spans=on}. */
    public static final SourceInfo NONE = new SourceInfo(0, Span.NONE);
}
