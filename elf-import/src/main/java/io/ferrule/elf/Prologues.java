package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.FrameSize;
import io.ferrule.object.Machine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds claimed frame sizes against the instructions of machines whose code is not decoded as a whole.
 *
 * <p>All that a function subtracts from its stack pointer by constants, taken together, and once what it may lose when it
 * rounds the stack pointer down. Where that is more than the claim, it takes the claim's place: the claim of a function
 * with an aligned frame, for one, leaves the rounding out. What is subtracted in a register is not seen.
 */
final class Prologues {
    private static final int STACK = 31;
    private static final int RISCV_STACK = 2;

    private Prologues() {}

    /** The sizes, each raised to what the instructions show. */
    static List<FrameSize> raised(Machine machine, SectionTable sections, CodeLayout layout, List<FrameSize> claims) {
        if (machine != Machine.AARCH64 && machine != Machine.RISCV64) {
            return claims;
        }
        Map<CodeRange, Long> seen = new HashMap<>();
        layout.functions()
                .keySet()
                .forEach(range -> seen.put(
                        new CodeRange(range.section(), range.start(), range.start()),
                        machine == Machine.AARCH64
                                ? aarch64(sections.contents(range.section()), range)
                                : riscv64(sections.contents(range.section()), range)));
        return claims.stream()
                .map(claim -> {
                    CodeRange start = new CodeRange(claim.section(), claim.offset(), claim.offset());
                    long bytes = Math.max(claim.bytes(), seen.getOrDefault(start, 0L));
                    return new FrameSize(claim.section(), claim.offset(), bytes);
                })
                .toList();
    }

    private static long aarch64(ByteView code, CodeRange range) {
        long bytes = 0;
        for (long at = range.start(); at + 4 <= Math.min(range.end(), code.length()); at += 4) {
            bytes += aarch64(code.i32(at));
        }
        return bytes;
    }

    /** Arm Architecture Reference Manual, C4.1: what one instruction takes from {@code sp}. */
    private static long aarch64(int word) {
        int rd = word & 31;
        int rn = word >>> 5 & 31;
        boolean immediate = (word & 0xff800000) == 0xd1000000; // SUB (immediate), 64 bits
        if (immediate && rn == STACK) {
            return (long) (word >>> 10 & 0xfff) << ((word >>> 22 & 1) * 12);
        }
        boolean pair = (word & 0x3e400000) == 0x28000000 && (word >>> 23 & 1) == 1; // STP, pre- and post-indexed
        if (pair && rn == STACK) {
            boolean vector = (word >>> 26 & 1) == 1;
            int scale = vector ? 4 << (word >>> 30) : (word >>> 31) == 1 ? 8 : 4;
            return Math.max(0, -(long) (word << 10 >> 25) * scale);
        }
        boolean single = (word & 0x3b200400) == 0x38000400; // LDR and STR, pre- and post-indexed
        if (single && rn == STACK) {
            return Math.max(0, -(long) (word << 11 >> 23));
        }
        boolean and = (word & 0xffc00000) == 0x92400000 && rd == STACK; // AND (immediate), 64 bits
        int zeros = 63 - (word >>> 10 & 63);
        boolean rounds = and && (word >>> 16 & 63) == 64 - zeros;
        return rounds ? (1L << zeros) - 1 : 0;
    }

    private static long riscv64(ByteView code, CodeRange range) {
        long bytes = 0;
        long end = Math.min(range.end(), code.length());
        for (long at = range.start(); at + 2 <= end; ) {
            int low = code.u16(at);
            boolean wide = (low & 3) == 3;
            if (wide && at + 4 <= end) {
                bytes += riscvWide(code.i32(at));
            } else if (!wide) {
                bytes += riscvCompressed(low);
            }
            at += wide ? 4 : 2;
        }
        return bytes;
    }

    /** RISC-V Unprivileged Specification, 2.4: {@code addi sp, sp, -n} and {@code andi sp, sp, -n}. */
    private static long riscvWide(int word) {
        boolean arithmetic =
                (word & 0x7f) == 0x13 && (word >>> 7 & 31) == RISCV_STACK && (word >>> 15 & 31) == RISCV_STACK;
        long negative = -(long) (word >> 20);
        int operation = word >>> 12 & 7;
        if (!arithmetic || negative <= 0) {
            return 0;
        }
        return operation == 0 ? negative : operation == 7 ? negative - 1 : 0;
    }

    /** The same specification, chapter "C": {@code c.addi sp} and {@code c.addi16sp}. */
    private static long riscvCompressed(int half) {
        boolean stack = (half & 3) == 1 && (half >>> 7 & 31) == RISCV_STACK;
        int sign = (half >>> 12 & 1) == 1 ? -1 : 0;
        if (stack && half >>> 13 == 0) {
            return Math.max(0, -(long) (sign << 5 | (half >>> 2 & 31)));
        }
        if (stack && half >>> 13 == 3) {
            int bytes = sign << 9
                    | (half >>> 3 & 3) << 7
                    | (half >>> 5 & 1) << 6
                    | (half >>> 2 & 1) << 5
                    | (half >>> 6 & 1) << 4;
            return Math.max(0, -(long) bytes);
        }
        return 0;
    }
}
