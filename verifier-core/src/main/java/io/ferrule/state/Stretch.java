package io.ferrule.state;

/**
 * From the first to the last of the offsets, in bytes from the start of an object, at which something lies.
 *
 * @param first not behind the last one
 */
record Stretch(long first, long last) {

    /** Offsets beyond these are as good as unknown. */
    private static final long FAR = 1L << 40;

    /** Nobody knows where. */
    static final Stretch ANYWHERE = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE);

    /** From the one to the other; anywhere where they are so far that adding to them is no use. */
    static Stretch of(long first, long last) {
        return -FAR < first && first <= last && last < FAR ? new Stretch(first, last) : ANYWHERE;
    }

    /** That many bytes further. */
    Stretch plus(Stretch distance) {
        return equals(ANYWHERE) || distance.equals(ANYWHERE)
                ? ANYWHERE
                : of(first + distance.first, last + distance.last);
    }

    /** Whether no offset is in both. */
    boolean isApart(Stretch other) {
        return last < other.first || other.last < first;
    }
}
