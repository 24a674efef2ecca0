package io.ferrule.graph;

import io.ferrule.program.Program;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.FloatingType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.StructType;
import java.util.List;
import java.util.OptionalLong;

/**
 * Sizes of types in memory on a target with 64-bit pointers and natural alignment, as the x86-64, aarch64 and riscv64
 * layouts have it. A size that these rules do not give is unknown, which is always a safe answer.
 */
public final class TypeSizes {

    static final long POINTER = 8;

    private static final long LARGEST = 1L << 40;

    private TypeSizes() {}

    /** Whether the layouts here hold for that program: none of its pointers is narrower. */
    public static boolean holdFor(Program program) {
        return pointerBits(program) == POINTER * Byte.SIZE;
    }

    /** The size of a pointer of that program in bits. */
    static int pointerBits(Program program) {
        if (program.dataLayout().contains("p:32:")) {
            return 32;
        }
        return program.dataLayout().contains("p:16:") ? 16 : (int) POINTER * Byte.SIZE;
    }

    /** The size of an array element of that type in bytes. */
    public static OptionalLong of(Type type) {
        if (type instanceof PointerType) {
            return OptionalLong.of(POINTER);
        }
        if (type instanceof IntegerType integer) {
            return switch (integer.bits()) {
                case 8, 16, 32, 64, 128 -> OptionalLong.of(integer.bits() / 8);
                default -> OptionalLong.empty();
            };
        }
        if (type instanceof FloatingType floating) {
            return switch (floating.keyword()) {
                case "float" -> OptionalLong.of(4);
                case "double" -> OptionalLong.of(8);
                default -> OptionalLong.empty();
            };
        }
        if (type instanceof ArrayType array) {
            OptionalLong element = of(array.element());
            boolean known = element.isPresent()
                    && array.count() <= LARGEST
                    && (element.getAsLong() == 0 || array.count() <= LARGEST / element.getAsLong());
            return known ? OptionalLong.of(array.count() * element.getAsLong()) : OptionalLong.empty();
        }
        return type instanceof StructType struct
                ? offset(struct, struct.elements().size())
                : OptionalLong.empty();
    }

    /** How far a field lies from the start of its struct; for the number of fields, the size of the struct. */
    static OptionalLong offset(StructType struct, int field) {
        long end = 0;
        long widest = 1;
        List<Type> elements = struct.elements();
        for (int i = 0; i <= field && i < elements.size(); i++) {
            OptionalLong size = of(elements.get(i));
            OptionalLong alignment = struct.packed() ? OptionalLong.of(1) : alignment(elements.get(i));
            if (size.isEmpty() || alignment.isEmpty()) {
                return OptionalLong.empty();
            }
            widest = Math.max(widest, alignment.getAsLong());
            end = roundUp(end, alignment.getAsLong());
            if (i == field) {
                return OptionalLong.of(end);
            }
            end += size.getAsLong();
        }
        return field == elements.size() ? OptionalLong.of(roundUp(end, widest)) : OptionalLong.empty();
    }

    private static OptionalLong alignment(Type type) {
        if (type instanceof ArrayType array) {
            return alignment(array.element());
        }
        if (type instanceof StructType struct) {
            long widest = 1;
            for (Type element : struct.elements()) {
                OptionalLong next = struct.packed() ? OptionalLong.of(1) : alignment(element);
                if (next.isEmpty()) {
                    return next;
                }
                widest = Math.max(widest, next.getAsLong());
            }
            return OptionalLong.of(widest);
        }
        return of(type);
    }

    private static long roundUp(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }
}
