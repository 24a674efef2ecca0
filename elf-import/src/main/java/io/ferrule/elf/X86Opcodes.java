package io.ferrule.elf;

/**
 * Which operands follow the opcodes of x86-64, from the opcode maps of Intel's manual (volume 2, appendix A). One
 * character for each opcode: {@code m} a ModRM byte, {@code M} that and an immediate byte, {@code W} that and an
 * immediate of operand size, {@code b} an immediate byte, {@code z} an immediate of operand size, {@code v} the same but
 * 8 bytes under REX.W, {@code w} an immediate of 2 bytes, {@code e} of 3, {@code a} an address, {@code j} a branch of 1
 * byte, {@code J} of 4, {@code .} nothing, {@code -} no opcode in 64-bit mode, or a prefix.
 */
final class X86Opcodes {
    private static final String ONE_BYTE = "mmmmbz--mmmmbz--" // 00
            + "mmmmbz--mmmmbz--" // 10
            + "mmmmbz--mmmmbz--" // 20
            + "mmmmbz--mmmmbz--" // 30
            + "----------------" // 40: REX
            + "................" // 50
            + "---m----zWbM...." // 60
            + "jjjjjjjjjjjjjjjj" // 70
            + "MW-Mmmmmmmmmmmmm" // 80
            + "..........-....." // 90
            + "aaaa....bz......" // a0
            + "bbbbbbbbvvvvvvvv" // b0
            + "MMw.--MWe.w..b-." // c0
            + "mmmm---.mmmmmmmm" // d0
            + "jjjjbbbbJJ-j...." // e0
            + "-.--..mm......mm"; // f0

    private static final String TWO_BYTE = "mmmm-.....-.-m.M" // 00
            + "mmmmmmmmmmmmmmmm" // 10
            + "mmmm----mmmmmmmm" // 20
            + "......-.--------" // 30
            + "mmmmmmmmmmmmmmmm" // 40
            + "mmmmmmmmmmmmmmmm" // 50
            + "mmmmmmmmmmmmmmmm" // 60
            + "MMMMmmm.mmmmmmmm" // 70
            + "JJJJJJJJJJJJJJJJ" // 80
            + "mmmmmmmmmmmmmmmm" // 90
            + "...mMm--...mMmmm" // a0
            + "mmmmmmmmmmMmmmmm" // b0
            + "mmMmMMMm........" // c0
            + "mmmmmmmmmmmmmmmm" // d0
            + "mmmmmmmmmmmmmmmm" // e0
            + "mmmmmmmmmmmmmmmm"; // f0

    private X86Opcodes() {}

    /**
     * The operands of an opcode.
     *
     * @param map 0: one byte; 1: behind 0F; 2: behind 0F 38; 3: behind 0F 3A; 5 and 6: EVEX alone
     */
    static char operands(int map, int opcode) {
        return switch (map) {
            case 0 -> ONE_BYTE.charAt(opcode);
            case 1 -> TWO_BYTE.charAt(opcode);
            case 2, 5, 6 -> 'm';
            case 3 -> 'M';
            default -> '-';
        };
    }
}
