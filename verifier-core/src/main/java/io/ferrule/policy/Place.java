package io.ferrule.policy;

/**
 * Where in a policy text something is written.
 *
 * @param file the name of the policy file or contract pack, as the reader was told it
 * @param line counted from 1; 0 when the thing was not read from a text
 * @param column counted from 1; 0 when the thing was not read from a text
 */
public record Place(String file, int line, int column) {
    /** The place of a policy that was built by a program. */
    public static final Place UNKNOWN = new Place("", 0, 0);

    public Place {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("negative line or column");
        }
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
