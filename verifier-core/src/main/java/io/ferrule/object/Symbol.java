package io.ferrule.object;

/**
 * A symbol.
 *
 * @param section the index of its section, or {@link #UNDEFINED}, or {@link #SPECIAL} for absolute and common symbols
 * @param value offset in its section
 * @param size in bytes; 0 where it is not known
 */
public record Symbol(int index, String name, Kind kind, Binding binding, int section, long value, long size) {

    /** Defined elsewhere. */
    public static final int UNDEFINED = 0;

    /** Defined, but in no section. */
    public static final int SPECIAL = -1;

    /** What it names. */
    public enum Kind {
        FUNCTION,
        OBJECT,
        SECTION,
        FILE,
        /** Nobody says: what assembly defines without {@code .type}, and every undefined symbol. */
        UNTYPED,
        /** A function that is chosen when the program is loaded. */
        INDIRECT_FUNCTION,
        OTHER
    }

    /** Who sees it. */
    public enum Binding {
        LOCAL,
        GLOBAL,
        WEAK,
        OTHER
    }

    /** Whether it lies in a section of its own member. */
    public boolean isDefined() {
        return section > 0;
    }
}
