package io.ferrule.elf;

/** The types of relocations of x86-64 that code may have, by the psABI (table 4.9). */
final class X86Relocation {
    /** {@code R_X86_64_64}. */
    static final int ABSOLUTE = 1;

    /** {@code R_X86_64_PC32}. */
    static final int PC32 = 2;

    private static final int PLT32 = 4;
    private static final int PC16 = 13;
    private static final int PC8 = 15;

    private X86Relocation() {}

    /** How many bytes it fills in; 0 where it only marks an instruction. */
    static int width(int type) {
        return switch (type) {
            case ABSOLUTE, 16, 17, 18, 24, 25, 27, 28, 29, 30, 31, 33 -> 8;
            case PC32, 3, PLT32, 9, 10, 11, 19, 20, 21, 22, 23, 26, 32, 34, 41, 42 -> 4;
            case 12, PC16 -> 2;
            case 14, PC8 -> 1;
            case 35 -> 0; // R_X86_64_TLSDESC_CALL marks a call
            default -> throw new MalformedObjectException(0, "a relocation of type " + type + " in code");
        };
    }

    /** Whether it makes a displacement: the place that a symbol has, counted from the relocation. */
    static boolean isRelative(int type) {
        return type == PC32 || type == PLT32 || type == PC16 || type == PC8;
    }

    /** {@code R_X86_64_GOTPCREL}, {@code R_X86_64_GOTPCRELX}, {@code R_X86_64_REX_GOTPCRELX}. */
    static boolean isGlobalOffset(int type) {
        return type == 9 || type == 41 || type == 42;
    }
}
