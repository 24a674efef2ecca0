package io.ferrule.elf;

import static io.ferrule.elf.X86Operand.FRAME_POINTER;
import static io.ferrule.elf.X86Operand.LIMIT;
import static io.ferrule.elf.X86Operand.STACK_POINTER;

import io.ferrule.object.StackStep;
import java.util.List;

/**
 * What an instruction does to the stack pointer. Whatever may write it in a way that is not listed makes it unknown; of
 * the frame pointer only what compilers do with it as such is followed.
 */
final class X86StackEffects {
    private static final int SLOT = 8;
    private static final List<StackStep> UNKNOWN = List.of(new StackStep.Unknown());
    private static final List<StackStep> PUSH = List.of(new StackStep.Move(SLOT));
    private static final List<StackStep> LOSE_FRAME = List.of(new StackStep.LoseFrame());
    private static final List<StackStep> LOSE_LIMIT = List.of(new StackStep.LoseLimit());
    private static final List<StackStep> POP = List.of(new StackStep.Move(-SLOT));

    private X86StackEffects() {}

    /**
     * An opcode with its prefixes.
     *
     * @param rex the byte of that prefix, or 0; what VEX and EVEX say instead of it
     * @param repeat whether there is F2 or F3
     * @param other the second source of VEX, which some instructions write
     */
    record Code(int map, int opcode, int rex, boolean operandSize16, boolean repeat, boolean vector, int other) {
        boolean wide() {
            return (rex & 8) != 0;
        }

        boolean hasRex() {
            return rex != 0;
        }

        /** The register whose number is part of the opcode. */
        int low() {
            return (opcode & 7) | (rex & 1) << 3;
        }
    }

    static List<StackStep> of(Code code, X86Operand operand, long immediate) {
        if (code.vector()) {
            return code.map() == 2 && code.opcode() >= 0xf0 && code.other() == STACK_POINTER
                    ? UNKNOWN
                    : written(code, operand);
        }
        return switch (code.map()) {
            case 0 -> oneByte(code, operand, immediate);
            case 1 -> twoByte(code, operand);
            default -> written(code, operand);
        };
    }

    private static List<StackStep> oneByte(Code code, X86Operand operand, long immediate) {
        int opcode = code.opcode();
        return switch (opcode) {
            case 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x68, 0x6a, 0x9c -> sized(code, PUSH);
            case 0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f -> sized(code, pop(code.low()));
            case 0x9d -> sized(code, POP);
            case 0x8f -> operand.isRegister() && operand.base() == STACK_POINTER ? UNKNOWN : sized(code, POP);
            case 0xc8 -> UNKNOWN;
            case 0xc9 -> List.of(new StackStep.FromFrame(0), new StackStep.Move(-SLOT), new StackStep.LoseFrame());
            case 0xff ->
                switch (operand.register() & 7) {
                    case 0, 1 -> operand.isRegister() ? loaded(operand.base()) : List.of();
                    case 6 -> sized(code, PUSH);
                    default -> List.of();
                };
            case 0x81, 0x83 -> arithmetic(code, operand, immediate);
            case 0x89 -> move(operand.register(), operand.base(), operand, code);
            case 0x8b ->
                operand.isRegister()
                        ? move(operand.base(), operand.register(), operand, code)
                        : loaded(operand.register());
            case 0x8d -> address(operand, code);
            case 0x39, 0x3b -> compares(operand) ? List.of(new StackStep.CompareLimit()) : List.of();
            case 0xf6, 0xf7 -> // TEST, NOT, NEG, MUL, ..
                (operand.register() & 6) == 2 ? written(code, operand) : List.of();
            default -> written(code, operand);
        };
    }

    private static List<StackStep> twoByte(Code code, X86Operand operand) {
        return switch (code.opcode()) {
            case 0xa0, 0xa8 -> sized(code, PUSH);
            case 0xa1, 0xa9 -> sized(code, POP);
            default -> written(code, operand);
        };
    }

    private static List<StackStep> sized(Code code, List<StackStep> effect) {
        return code.operandSize16() ? UNKNOWN : effect;
    }

    private static List<StackStep> pop(int register) {
        if (register == STACK_POINTER) {
            return UNKNOWN;
        }
        List<StackStep> lost = loaded(register);
        return lost.isEmpty() ? POP : List.of(new StackStep.Move(-SLOT), lost.get(0));
    }

    private static List<StackStep> arithmetic(Code code, X86Operand operand, long immediate) {
        if (!operand.isRegister() || (operand.register() & 7) == 7) {
            return List.of();
        }
        boolean stack = operand.base() == STACK_POINTER && code.wide();
        boolean limit = operand.base() == LIMIT && code.wide();
        return switch (operand.register() & 7) {
            case 0 ->
                stack
                        ? List.of(new StackStep.Move(-immediate))
                        : limit ? List.of(new StackStep.MoveLimit(-immediate)) : loaded(operand.base());
            case 5 ->
                stack
                        ? List.of(new StackStep.Move(immediate))
                        : limit ? List.of(new StackStep.MoveLimit(immediate)) : loaded(operand.base());
            case 4 ->
                stack && immediate < 0 && Long.bitCount(-immediate) == 1
                        ? List.of(new StackStep.Align(-immediate))
                        : loaded(operand.base());
            default -> loaded(operand.base());
        };
    }

    private static List<StackStep> move(int from, int to, X86Operand operand, Code code) {
        if (!operand.isRegister()) {
            return List.of();
        }
        if (to == STACK_POINTER) {
            return from == FRAME_POINTER && code.wide() ? List.of(new StackStep.FromFrame(0)) : UNKNOWN;
        }
        if (from == STACK_POINTER && code.wide() && to == FRAME_POINTER) {
            return List.of(new StackStep.SetFrame(0));
        }
        if (from == STACK_POINTER && code.wide() && to == LIMIT) {
            return List.of(new StackStep.SetLimit(0));
        }
        return loaded(to);
    }

    private static List<StackStep> address(X86Operand operand, Code code) {
        int to = operand.register();
        if (operand.isPlainAddress(STACK_POINTER) && code.wide()) {
            long bytes = -(long) operand.displacement();
            return switch (to) {
                case STACK_POINTER -> List.of(new StackStep.Move(bytes));
                case FRAME_POINTER -> List.of(new StackStep.SetFrame(bytes));
                case LIMIT -> List.of(new StackStep.SetLimit(bytes));
                default -> List.of();
            };
        }
        if (to == STACK_POINTER && operand.isPlainAddress(FRAME_POINTER) && code.wide()) {
            return List.of(new StackStep.FromFrame(-(long) operand.displacement()));
        }
        return loaded(to);
    }

    private static boolean compares(X86Operand operand) {
        return operand.isRegister() && operand.names(STACK_POINTER) && operand.names(LIMIT);
    }

    private static List<StackStep> written(Code code, X86Operand operand) {
        return loadedAll(X86Writes.of(code, operand));
    }

    private static List<StackStep> loadedAll(int registers) {
        int followed = registers & (1 << STACK_POINTER | 1 << FRAME_POINTER | 1 << LIMIT);
        if (Integer.bitCount(followed) < 2 || (followed >> STACK_POINTER & 1) == 1) {
            return followed == 0 ? List.of() : loaded(Integer.numberOfTrailingZeros(followed));
        }
        return List.of(new StackStep.LoseFrame(), new StackStep.LoseLimit());
    }

    /** A register that takes some other value. */
    private static List<StackStep> loaded(int register) {
        return switch (register) {
            case STACK_POINTER -> UNKNOWN;
            case FRAME_POINTER -> LOSE_FRAME;
            case LIMIT -> LOSE_LIMIT;
            default -> List.of();
        };
    }
}
