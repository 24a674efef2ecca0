package io.ferrule.object;

import java.util.Arrays;
import java.util.Set;

/**
 * A kind of processor, and what its calls do to the stack.
 *
 * <p>To add one is to add a row: its number in ELF ({@code e_machine}), the bytes that a call itself puts on the stack,
 * the number of the stack pointer in DWARF, and the numbers of the relocations that branches have, by its psABI.
 */
public enum Machine {
    /** x86-64, System V psABI: {@code R_X86_64_PLT32} is for branches alone; the call pushes the return address. */
    X86_64(62, 8, 7, 4),
    /**
     * AArch64: {@code R_AARCH64_TSTBR14}, {@code R_AARCH64_CONDBR19}, {@code R_AARCH64_JUMP26}, {@code R_AARCH64_CALL26};
     * the return address is in a register, and what saves it is part of the frame.
     */
    AARCH64(183, 0, 31, 279, 280, 282, 283),
    /**
     * RISC-V: {@code R_RISCV_BRANCH}, {@code R_RISCV_JAL}, {@code R_RISCV_CALL}, {@code R_RISCV_CALL_PLT}, {@code
     * R_RISCV_RVC_BRANCH}, {@code R_RISCV_RVC_JUMP}; the return address as on AArch64.
     */
    RISCV64(243, 0, 2, 16, 17, 18, 19, 44, 45),
    /** Any other: nothing can be proved of it. */
    OTHER(0, 0, -1);

    private final int number;
    private final int returnAddressBytes;
    private final int stackPointer;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes sets that do not change
    private final Set<Integer> branches;

    Machine(int number, int returnAddressBytes, int stackPointer, Integer... branches) {
        this.number = number;
        this.returnAddressBytes = returnAddressBytes;
        this.stackPointer = stackPointer;
        this.branches = Set.of(branches);
    }

    /** The machine of that {@code e_machine}. */
    public static Machine of(int number) {
        return Arrays.stream(values())
                .filter(machine -> machine != OTHER && machine.number == number)
                .findFirst()
                .orElse(OTHER);
    }

    /** Bytes that a call puts on the stack and that no frame size counts. */
    public int returnAddressBytes() {
        return returnAddressBytes;
    }

    /** The number of the stack pointer in DWARF, by the psABI; negative where that is not known. */
    public int stackPointer() {
        return stackPointer;
    }

    /**
     * Whether relocations of that type load the address of a symbol from the table of global offsets: on x86-64
     * {@code R_X86_64_GOTPCREL}, {@code R_X86_64_GOTPCRELX} and {@code R_X86_64_REX_GOTPCRELX}. A function whose address
     * is loaded like this may be called through a register although the program calls it by name.
     */
    public boolean isGlobalOffset(int relocationType) {
        return this == X86_64 && (relocationType == 9 || relocationType == 41 || relocationType == 42);
    }

    /**
     * Whether a symbol of that name marks a place rather than a function: where code or data begins (ELF for the Arm
     * 64-bit Architecture, 5.5.4 "Mapping symbols"; the same in the psABI of RISC-V), or a label of the assembler.
     */
    public boolean isMark(String symbol) {
        boolean marked = this == AARCH64 || this == RISCV64;
        return marked && (symbol.startsWith("$") || symbol.startsWith(".L"));
    }

    /**
     * Whether a function of that name goes on where a register says, in place of an indirect call or jump: what LLVM and
     * GCC call where indirect branches are to be avoided ({@code -Z retpoline-external-thunk}, {@code
     * -mindirect-branch=thunk-extern}).
     */
    public boolean isBranchThunk(String symbol) {
        return this == X86_64 && (symbol.startsWith("__x86_indirect_") || symbol.startsWith("__llvm_retpoline_"));
    }

    /** Whether relocations of that type stand in branches only. */
    public boolean isBranch(int relocationType) {
        return branches.contains(relocationType);
    }
}
