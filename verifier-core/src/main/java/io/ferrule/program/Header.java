package io.ferrule.program;

/**
 * What every instruction has beside its operands.
 *
 * @param result the number of the local that the instruction defines, or {@link #NO_RESULT}
 * @param location the number of its {@code !dbg} metadata node, or {@link #NO_LOCATION}
 * @param attachments its other metadata
 */
public record Header(int result, int location, Attachments attachments) {

    /** The instruction defines no local. */
    public static final int NO_RESULT = -1;

    /** The instruction has no debug location. */
    public static final int NO_LOCATION = -1;

    /** No result, no location, no metadata. */
    public static final Header EMPTY = new Header(NO_RESULT, NO_LOCATION, Attachments.NONE);

    /** The header of these parts; shares one instance where there is nothing to hold. */
    public static Header of(int result, int location, Attachments attachments) {
        boolean empty = result == NO_RESULT
                && location == NO_LOCATION
                && attachments.list().isEmpty();
        return empty ? EMPTY : new Header(result, location, attachments);
    }
}
