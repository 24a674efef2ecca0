package io.ferrule.elf;

/**
 * Which general registers an instruction writes through its operands, from the opcode maps of Intel's manual (volume 2,
 * appendix A). One character for each opcode: {@code r} the register in the field {@code reg}, {@code m} the one in
 * {@code r/m}, {@code b} both, {@code o} the one in the opcode, a capital letter the same of byte size, {@code .} none, or
 * none that can be the stack or frame pointer, or an opcode that {@link X86StackEffects} knows better. Where an operand
 * may be a vector register, the opcode says which.
 */
final class X86Writes {
    private static final String ONE_BYTE = "MmRr....MmRr...." // 00
            + "MmRr....MmRr...." // 10
            + "MmRr....MmRr...." // 20
            + "MmRr............" // 30
            + "................" // 40
            + "................" // 50
            + "...r.....r.r...." // 60
            + "................" // 70
            + "M.....BbM.R.m..." // 80
            + "oooooooo........" // 90
            + "................" // a0
            + "OOOOOOOOoooooooo" // b0
            + "Mm....Mm........" // c0
            + "MmMm............" // d0
            + "................" // e0
            + "......Mm......M."; // f0

    private static final String TWO_BYTE = "mmrr............" // 00
            + "..............m." // 10
            + "mm..........rr.." // 20
            + "................" // 30
            + "rrrrrrrrrrrrrrrr" // 40
            + "r..............." // 50
            + "................" // 60
            + "........m.....m." // 70
            + "................" // 80
            + "MMMMMMMMMMMMMMMM" // 90
            + "....mm.....mmmmr" // a0
            + "Mmrmrrrrr.mmrrrr" // b0
            + "Bb...r.moooooooo" // c0
            + ".......r........" // d0
            + "................" // e0
            + "................"; // f0

    private X86Writes() {}

    /** A bit for each register by its number, those of byte size by the register that they are part of. */
    static int of(X86StackEffects.Code code, X86Operand operand) {
        char what = code.vector() ? vector(code) : scalar(code);
        if (Character.isUpperCase(what) && !code.hasRex()) {
            return 0; // Numbers 4 to 7 are AH to BH, the rest neither of the two pointers.
        }
        int inModrm = operand.isRegister() ? bit(operand.base()) : 0;
        return switch (Character.toLowerCase(what)) {
            case 'r' -> bit(operand.register());
            case 'm' -> inModrm;
            case 'b' -> bit(operand.register()) | inModrm;
            case 'o' -> bit(code.low());
            default -> 0;
        };
    }

    private static int bit(int register) {
        return register == X86Operand.NO_REGISTER ? 0 : 1 << register;
    }

    private static char scalar(X86StackEffects.Code code) {
        int opcode = code.opcode();
        return switch (code.map()) {
            case 0 -> ONE_BYTE.charAt(opcode);
            case 1 -> opcode == 0x7e && code.repeat() ? '.' : TWO_BYTE.charAt(opcode); // MOVQ between vectors
            case 2 -> opcode >= 0xf0 && opcode <= 0xf6 ? 'r' : '.'; // MOVBE, CRC32, ADCX, ADOX
            default -> opcode >= 0x14 && opcode <= 0x17 ? 'm' : '.'; // PEXTR, EXTRACTPS
        };
    }

    /** Of VEX and EVEX; {@code repeat} stands for the implied prefixes F2 and F3. */
    private static char vector(X86StackEffects.Code code) {
        int opcode = code.opcode();
        return switch (code.map()) {
            case 1, 5 ->
                switch (opcode) {
                    case 0x2c, 0x2d, 0x50, 0x93, 0xc5, 0xd7 -> 'r'; // CVTSS2SI, MOVMSK, KMOV, PEXTRW, PMOVMSKB
                    case 0x78, 0x79 -> code.repeat() ? 'r' : '.'; // VCVTSS2USI
                    case 0x7e -> code.repeat() ? '.' : 'm'; // VMOVD
                    default -> '.';
                };
            case 2 -> opcode >= 0xf0 ? 'b' : '.'; // ANDN, BLSR, BZHI, PDEP, MULX, SHLX, ..
            case 3 -> opcode >= 0x14 && opcode <= 0x17 ? 'm' : opcode == 0xf0 ? 'r' : '.'; // RORX
            default -> '.';
        };
    }
}
