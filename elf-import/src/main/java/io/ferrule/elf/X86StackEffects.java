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
    private static final List<StackStep> POP = List.of(new StackStep.Move(-SLOT));

    private X86StackEffects() {}

    /** An opcode with its prefixes. */
    record Code(int map, int opcode, boolean wide, boolean rexB, boolean operandSize16) {}

    static List<StackStep> of(Code code, X86Operand operand, long immediate) {
        return switch (code.map()) {
            case 0 -> oneByte(code, operand, immediate);
            case 1 -> twoByte(code, operand);
            default -> List.of();
        };
    }

    private static List<StackStep> oneByte(Code code, X86Operand operand, long immediate) {
        int opcode = code.opcode();
        int low = (opcode & 7) | (code.rexB() ? 8 : 0);
        return switch (opcode) {
            case 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x68, 0x6a, 0x9c -> sized(code, PUSH);
            case 0x58, 0x59, 0x5a, 0x5b, 0x5c, 0x5d, 0x5e, 0x5f -> sized(code, pop(low));
            case 0x9d -> sized(code, POP);
            case 0x8f -> operand.isRegister() && operand.base() == STACK_POINTER ? UNKNOWN : sized(code, POP);
            case 0xc8 -> UNKNOWN;
            case 0xc9 -> List.of(new StackStep.FromFrame(0), new StackStep.Move(-SLOT), new StackStep.LoseFrame());
            case 0xff ->
                switch (operand.register() & 7) {
                    case 0, 1 -> written(operand);
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
            case 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf ->
                loaded(opcode == 0x90 && !code.rexB() ? X86Operand.NO_REGISTER : low);
            default -> destination(code, operand);
        };
    }

    /** Of arithmetic and the like: which operand is written. */
    private static List<StackStep> destination(Code code, X86Operand operand) {
        int opcode = code.opcode();
        boolean arithmetic = opcode < 0x40 && (opcode & 7) < 4 && opcode < 0x38;
        if (arithmetic) {
            boolean wide = (opcode & 1) != 0;
            int written = (opcode & 2) != 0 ? operand.register() : operand.base();
            boolean inRegister = (opcode & 2) != 0 || operand.isRegister();
            return wide && inRegister ? loaded(written) : List.of();
        }
        return switch (opcode) {
            case 0x63, 0x69, 0x6b -> loaded(operand.register());
            case 0x87 -> operand.register() == STACK_POINTER ? UNKNOWN : written(operand);
            case 0xc1, 0xc7, 0xd1, 0xd3 -> written(operand);
            case 0xf7 -> (operand.register() & 7) == 2 || (operand.register() & 7) == 3 ? written(operand) : List.of();
            default -> List.of();
        };
    }

    private static List<StackStep> twoByte(Code code, X86Operand operand) {
        int opcode = code.opcode();
        boolean writesRegister = (opcode >= 0x40 && opcode <= 0x4f)
                || (opcode >= 0xb6 && opcode <= 0xb8)
                || (opcode >= 0xbc && opcode <= 0xbf)
                || opcode == 0xaf
                || opcode == 0x02
                || opcode == 0x03;
        if (writesRegister) {
            return loaded(operand.register());
        }
        return switch (opcode) {
            case 0xa0, 0xa8 -> PUSH;
            case 0xa1, 0xa9 -> POP;
            case 0xa4, 0xa5, 0xab, 0xac, 0xad, 0xb1, 0xb3, 0xba, 0xbb, 0xc1 -> written(operand);
            case 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf -> loaded((opcode & 7) | (code.rexB() ? 8 : 0));
            default -> List.of();
        };
    }

    private static List<StackStep> sized(Code code, List<StackStep> effect) {
        return code.operandSize16() ? UNKNOWN : effect;
    }

    private static List<StackStep> pop(int register) {
        if (register == STACK_POINTER) {
            return UNKNOWN;
        }
        return register == FRAME_POINTER ? List.of(new StackStep.Move(-SLOT), new StackStep.LoseFrame()) : POP;
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

    private static List<StackStep> written(X86Operand operand) {
        return operand.isRegister() ? loaded(operand.base()) : List.of();
    }

    /** A register that takes some other value. */
    private static List<StackStep> loaded(int register) {
        return switch (register) {
            case STACK_POINTER -> UNKNOWN;
            case FRAME_POINTER -> List.of(new StackStep.LoseFrame());
            default -> List.of();
        };
    }
}
