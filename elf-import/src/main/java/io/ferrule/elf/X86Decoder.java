package io.ferrule.elf;

import io.ferrule.elf.X86Instruction.Kind;
import io.ferrule.object.StackStep;
import java.util.List;

/** Cuts machine code of x86-64 into instructions; used for one instruction each. */
final class X86Decoder {
    private static final int LONGEST = 15;

    private final ByteView bytes;
    private final long start;
    private final long end;
    private long at;
    private boolean operandSize16;
    private boolean repeat;
    private int rex;
    private int map;
    private int opcode;
    private boolean vector;
    private int other;
    private boolean address32;
    /** Where the displacement and the immediate begin. */
    private long fields;

    private X86Operand operand = X86Operand.NONE;
    private long immediate;

    private X86Decoder(ByteView bytes, long start, long end) {
        this.bytes = bytes;
        this.start = start;
        this.end = Math.min(end, Math.min(bytes.length(), start + LONGEST));
        this.at = start;
    }

    /** The instruction at an offset, which has to end at {@code end} at the latest. */
    static X86Instruction decode(ByteView bytes, long start, long end) {
        try {
            return new X86Decoder(bytes, start, end).decode();
        } catch (MalformedObjectException e) {
            return X86Instruction.INVALID;
        }
    }

    private X86Instruction decode() {
        prefixes();
        opcode();
        fields = at;
        char operands = X86Opcodes.operands(map, opcode);
        if (operands == '-') {
            throw malformed();
        }
        if (operands == 'm' || operands == 'M' || operands == 'W') {
            operand = modrm();
        }
        immediate = immediate(operands);
        refuseOddities();
        List<StackStep> steps = X86StackEffects.of(code(), operand, immediate);
        return new X86Instruction(
                (int) (at - start),
                (int) (fields - start),
                kind(),
                (int) immediate,
                steps,
                movesByConstant(steps),
                usesFrame(),
                !operand.isRegister() && operand.base() == X86Operand.NO_REGISTER && !operand.hasIndex(),
                repeats());
    }

    private boolean movesByConstant(List<StackStep> steps) {
        boolean constant = map == 0 && (opcode == 0x81 || opcode == 0x83 || opcode == 0x8d);
        return constant
                && steps.stream()
                        .anyMatch(
                                step -> !(step instanceof StackStep.LoseFrame || step instanceof StackStep.LoseLimit));
    }

    /** Encodings whose length or target is another one than the maps say; no compiler emits them. */
    private void refuseOddities() {
        boolean odd = !vector
                && switch (map) {
                    case 0 ->
                        switch (opcode) {
                            case 0x8f, 0xc6, 0xc7 -> (operand.register() & 7) != 0; // XOP, XABORT, XBEGIN
                            case 0xa0, 0xa1, 0xa2, 0xa3 -> address32;
                            case 0xff -> (operand.register() & 7) == 3 || (operand.register() & 7) == 5; // far
                            default -> false;
                        };
                    case 1 ->
                        switch (opcode) {
                            case 0x20, 0x21, 0x22, 0x23 -> !operand.isRegister();
                            case 0x78, 0x79 -> operandSize16 || repeat; // EXTRQ, INSERTQ
                            default -> false;
                        };
                    default -> false;
                };
        if (odd) {
            throw malformed();
        }
    }

    private boolean repeats() {
        boolean string = (opcode >= 0xa4 && opcode <= 0xa7)
                || (opcode >= 0xaa && opcode <= 0xaf)
                || (opcode >= 0x6c && opcode <= 0x6f);
        return repeat && map == 0 && !vector && string;
    }

    private X86StackEffects.Code code() {
        return new X86StackEffects.Code(map, opcode, rex, operandSize16, repeat, vector, other);
    }

    private void prefixes() {
        while (true) {
            int next = next();
            switch (next) {
                case 0x66 -> operandSize16 = true;
                case 0xf2, 0xf3 -> repeat = true;
                case 0x67 -> address32 = true;
                case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0xf0 -> {}
                default -> {
                    at--;
                    return;
                }
            }
        }
    }

    private void opcode() {
        int first = next();
        if (first >= 0x40 && first <= 0x4f) {
            rex = first;
            first = next();
        }
        switch (first) {
            case 0x0f -> escaped();
            case 0xc5 -> {
                int payload = next();
                vex(1, (payload & 0x80) == 0, false, false, payload & 0x7f);
            }
            case 0xc4 -> {
                int payload = next();
                int second = next();
                vex(payload & 31, (payload & 0x80) == 0, (payload & 0x40) == 0, (payload & 0x20) == 0, second);
            }
            case 0x62 -> {
                int payload = next();
                int second = next();
                next();
                vex(payload & 7, (payload & 0x80) == 0, (payload & 0x40) == 0, (payload & 0x20) == 0, second);
            }
            default -> opcode = first;
        }
    }

    private void escaped() {
        int second = next();
        map = second == 0x38 ? 2 : second == 0x3a ? 3 : 1;
        opcode = map == 1 ? second : next();
    }

    /** @param second the payload byte with W, the inverted number of the second source, L and the implied prefix */
    private void vex(int opcodeMap, boolean r, boolean x, boolean b, int second) {
        if (opcodeMap == 0) {
            throw malformed();
        }
        vector = true;
        map = opcodeMap;
        other = ~second >> 3 & 15;
        repeat = (second & 2) != 0;
        rex = 0x40 | ((second & 0x80) != 0 ? 8 : 0) | (r ? 4 : 0) | (x ? 2 : 0) | (b ? 1 : 0);
        opcode = next();
    }

    private X86Operand modrm() {
        int modrm = next();
        fields = at;
        int mod = modrm >> 6;
        int reg = (modrm >> 3 & 7) | (rex & 4) << 1;
        int low = modrm & 7;
        if (mod == 3) {
            return new X86Operand(true, reg, low | (rex & 1) << 3, X86Operand.NO_REGISTER, 0);
        }
        int base = low;
        int index = X86Operand.NO_REGISTER;
        if (low == 4) {
            int sib = next();
            base = sib & 7;
            index = (sib >> 3 & 7) | (rex & 2) << 2;
        }
        boolean noBase = mod == 0 && base == 5;
        fields = at;
        int displacement = mod == 1 ? (byte) next() : mod == 2 || noBase ? i32() : 0;
        return new X86Operand(
                false,
                reg,
                noBase ? X86Operand.NO_REGISTER : base | (rex & 1) << 3,
                index == X86Operand.STACK_POINTER ? X86Operand.NO_REGISTER : index,
                displacement);
    }

    private long immediate(char operands) {
        boolean test = map == 0 && (opcode == 0xf6 || opcode == 0xf7) && (operand.register() & 7) < 2;
        if (test) {
            return opcode == 0xf6 ? (byte) next() : sized();
        }
        return switch (operands) {
            case 'b', 'M', 'j' -> (byte) next();
            case 'z', 'W' -> sized();
            case 'J' -> i32();
            case 'v' -> (rex & 8) != 0 ? skip(8) : sized();
            case 'w' -> skip(2);
            case 'e' -> skip(3);
            case 'a' -> skip(8);
            default -> 0;
        };
    }

    private long sized() {
        return operandSize16 && (rex & 8) == 0 ? (short) (next() | next() << 8) : i32();
    }

    private long skip(int bytes) {
        for (int i = 0; i < bytes; i++) {
            next();
        }
        return 0;
    }

    private int i32() {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() {
        if (at >= end) {
            throw malformed();
        }
        return bytes.u8(at++);
    }

    private MalformedObjectException malformed() {
        return new MalformedObjectException(bytes.start() + start, "not an instruction");
    }

    private Kind kind() {
        if (vector) {
            return Kind.PLAIN;
        }
        return switch (map) {
            case 0 -> oneByteKind();
            case 1 -> twoByteKind();
            default -> Kind.PLAIN;
        };
    }

    private Kind oneByteKind() {
        if ((opcode >= 0x70 && opcode <= 0x7f) || (opcode >= 0xe0 && opcode <= 0xe3)) {
            return opcode == 0x75 ? Kind.BRANCH_UNEQUAL : Kind.BRANCH;
        }
        return switch (opcode) {
            case 0x90 -> repeat || (rex & 1) != 0 ? Kind.PLAIN : Kind.NOP;
            case 0xc2, 0xc3, 0xca, 0xcb, 0xcf -> Kind.RETURN;
            case 0xcc -> Kind.TRAP;
            case 0xe8 -> Kind.CALL;
            case 0xe9, 0xeb -> Kind.JUMP;
            case 0xff ->
                switch (operand.register() & 7) {
                    case 2, 3 -> Kind.CALL_INDIRECT;
                    case 4, 5 -> Kind.JUMP_INDIRECT;
                    case 7 -> throw malformed();
                    default -> Kind.PLAIN;
                };
            default -> Kind.PLAIN;
        };
    }

    private Kind twoByteKind() {
        if (opcode >= 0x80 && opcode <= 0x8f) {
            return opcode == 0x85 ? Kind.BRANCH_UNEQUAL : Kind.BRANCH;
        }
        return switch (opcode) {
            case 0x0b, 0xb9, 0xff -> Kind.TRAP;
            case 0x1f -> Kind.NOP;
            default -> Kind.PLAIN;
        };
    }

    private boolean usesFrame() {
        if (operand.mayLieBelowStack()) {
            return true;
        }
        if (vector || map != 0 || !operand.isRegister() || operand.names(X86Operand.FRAME_POINTER)) {
            return false;
        }
        int from = opcode == 0x89 ? operand.register() : operand.base();
        return (opcode == 0x89 || opcode == 0x8b) && from == X86Operand.STACK_POINTER;
    }
}
