package io.ferrule.elf;

import io.ferrule.elf.X86Instruction.Kind;
import io.ferrule.object.CodeRange;
import io.ferrule.object.Relocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instructions of one function, in order. A relocation must fill in just a displacement or an immediate: whatever
 * else it changes, what was decoded is not what will run.
 */
record X86Listing(List<Line> lines) {

    /**
     * An instruction and where it stands.
     *
     * @param relocation the first one in it
     */
    record Line(long at, X86Instruction instruction, Optional<Relocation> relocation) {
        long next() {
            return at + instruction.length();
        }
    }

    static X86Listing of(ByteView bytes, CodeRange range, List<Relocation> relocations) {
        List<Line> lines = new ArrayList<>();
        int used = 0;
        for (long at = range.start(); at < range.end(); ) {
            X86Instruction instruction = X86Decoder.decode(bytes, at, range.end());
            if (instruction.kind() == Kind.INVALID) {
                throw new MalformedObjectException(at, "no instruction at offset 0x" + Long.toHexString(at));
            }
            int first = used;
            long free = at + instruction.operands();
            long next = at + instruction.length();
            while (used < relocations.size() && relocations.get(used).offset() < next) {
                free = endOf(relocations.get(used++), free, next);
            }
            boolean relocated = used > first;
            if (relocated && instruction.movesByConstant()) {
                throw new MalformedObjectException(
                        at, "the linker decides how far the stack pointer moves, at offset 0x" + Long.toHexString(at));
            }
            lines.add(new Line(at, instruction, relocated ? Optional.of(relocations.get(first)) : Optional.empty()));
            at = next;
        }
        return new X86Listing(lines);
    }

    private static long endOf(Relocation relocation, long from, long to) {
        int width = X86Relocation.width(relocation.type());
        long end = relocation.offset() + width;
        if (width == 0) {
            return from;
        }
        if (relocation.offset() < from || end > to) {
            throw new MalformedObjectException(
                    relocation.offset(),
                    "a relocation changes more than an operand, at offset 0x" + Long.toHexString(relocation.offset()));
        }
        return end;
    }

    /** The number of the instruction at that offset; negative if none starts there. */
    int indexOf(long offset) {
        int low = 0;
        int high = lines.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long at = lines.get(middle).at();
            if (at == offset) {
                return middle;
            }
            if (at < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
