package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/**
 * Memory, or something with an address, that a constant points to. A dump shows it behind each body that needs it; the
 * number is the same everywhere.
 *
 * @param memory its bytes, where it has some and the dump shows them
 */
public record Allocation(int number, Source source, Optional<Memory> memory) {

    /** What it is. */
    public sealed interface Source {}

    /** The value of a constant. */
    public record Anonymous() implements Source {}

    /** A static of this or another crate. */
    public record Static(MirPath path) implements Source {}

    /** A static that another language defines. */
    public record ExternStatic(MirPath path) implements Source {}

    /** A function. */
    public record Function(MirInstance instance) implements Source {}

    /** A vtable. */
    public record Vtable(MirType implementation) implements Source {}

    /** The identity of a type. */
    public record TypeId(MirType type) implements Source {}

    /** Memory that is no more. */
    public record Deallocated() implements Source {}

    /**
     * Bytes.
     *
     * @param size in bytes
     * @param align in bytes
     * @param contents as printed, without addresses and text: two hexadecimal digits or {@code __} (not set) for each
     *     byte, {@code ╾alloc1+0x8╼} for a pointer, parted by spaces
     * @param pointers where pointers stand among the bytes
     */
    public record Memory(long size, long align, String contents, List<Relocation> pointers) {
        /** Copies its list. */
        public Memory {
            pointers = List.copyOf(pointers);
        }
    }

    /** A pointer at {@code offset} bytes, to {@code target} as printed: {@code alloc1+0x8}. */
    public record Relocation(long offset, String target) {}
}
