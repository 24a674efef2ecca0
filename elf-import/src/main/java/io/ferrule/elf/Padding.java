package io.ferrule.elf;

import io.ferrule.object.CodeRange;
import io.ferrule.object.Machine;

/** Tells bytes that only fill the space between two functions from code that nobody names. */
final class Padding {
    private static final int LARGEST_ZEROS = 64;

    private Padding() {}

    /** Whether nothing in that range does anything but go on, stop the program, or stand at an odd place. */
    static boolean is(Machine machine, ByteView section, CodeRange range) {
        if (range.end() > section.length()) {
            return false;
        }
        if (zeros(section, range)) {
            return true;
        }
        return switch (machine) {
            case X86_64 -> x86(section, range);
            case AARCH64 -> words(section, range, 0xd503201f);
            case RISCV64 -> words(section, range, 0x00000013);
            case OTHER -> false;
        };
    }

    private static boolean zeros(ByteView section, CodeRange range) {
        if (range.end() - range.start() >= LARGEST_ZEROS) {
            return false;
        }
        for (long at = range.start(); at < range.end(); at++) {
            if (section.u8(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean words(ByteView section, CodeRange range, int nop) {
        if ((range.end() - range.start()) % 4 != 0) {
            return false;
        }
        for (long at = range.start(); at < range.end(); at += 4) {
            if (section.i32(at) != nop) {
                return false;
            }
        }
        return true;
    }

    private static boolean x86(ByteView section, CodeRange range) {
        long at = range.start();
        while (at < range.end()) {
            X86Instruction instruction = X86Decoder.decode(section, at, range.end());
            if (!instruction.isPadding()) {
                return false;
            }
            at += instruction.length();
        }
        return true;
    }
}
