package io.ferrule.object;

import java.util.Arrays;

/**
 * A kind of processor, and what its calls do to the stack.
 *
 * <p>To add one is to add a row: its number in ELF ({@code e_machine}), the bytes that a call itself puts on the stack,
 * and the numbers of the relocations that calls and jumps to functions have.
 */
public enum Machine {
    /** x86-64, System V psABI: {@code R_X86_64_PLT32} is for branches alone; the call pushes the return address. */
    X86_64(62, 8, 4, 4),
    /** AArch64: {@code R_AARCH64_JUMP26}, {@code R_AARCH64_CALL26}; the return address is saved inside of the frame. */
    AARCH64(183, 0, 282, 283),
    /** RISC-V: {@code R_RISCV_JAL}, {@code R_RISCV_CALL}, {@code R_RISCV_CALL_PLT}; the return address as on AArch64. */
    RISCV64(243, 0, 17, 19),
    /** Any other: nothing can be proved of it. */
    OTHER(0, 0, 0, -1);

    private final int number;
    private final int returnAddressBytes;
    private final int firstBranch;
    private final int lastBranch;

    Machine(int number, int returnAddressBytes, int firstBranch, int lastBranch) {
        this.number = number;
        this.returnAddressBytes = returnAddressBytes;
        this.firstBranch = firstBranch;
        this.lastBranch = lastBranch;
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

    /** Whether relocations of that type stand in calls and jumps to functions only. */
    public boolean isBranch(int relocationType) {
        return relocationType >= firstBranch && relocationType <= lastBranch;
    }
}
