package io.ferrule.symbol;

import java.io.Serial;

/** Says that a text is no {@link PathPattern}, and where it stops being one. */
public final class PathPatternSyntaxException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String description;
    private final String pattern;
    private final int offset;

    PathPatternSyntaxException(String description, String pattern, int offset) {
        super(description + " at offset " + offset + " of " + pattern);
        this.description = description;
        this.pattern = pattern;
        this.offset = offset;
    }

    /** What is wrong, without the pattern. */
    public String description() {
        return description;
    }

    /** The whole text. */
    public String pattern() {
        return pattern;
    }

    /** The offset in UTF-16 units, at most the length of the pattern. */
    public int offset() {
        return offset;
    }
}
