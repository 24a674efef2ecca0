package io.ferrule.graph;

import io.ferrule.program.Constant.ArrayConstant;
import io.ferrule.program.Constant.ByteString;
import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Constant.Simple;
import io.ferrule.program.Constant.StructConstant;
import io.ferrule.program.GlobalVariable;
import io.ferrule.program.Program;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.TypedValue;
import io.ferrule.program.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Where the bytes and the pointers of an initializer lie, for the layouts that rustc writes: packed structs and arrays
 * of bytes, whole-byte integers and 64-bit pointers. Any other layout is unknown, which is always a safe answer.
 */
public final class InitializerLayout {

    private static final long LARGEST = 1 << 20;

    private final Map<Long, Value> pointers = new TreeMap<>();
    private final Map<Long, Integer> bytes = new TreeMap<>();
    private long size;

    private InitializerLayout() {}

    /** The layout of the initializer of a constant of that program; empty where it is not known. */
    public static Optional<InitializerLayout> of(Program program, GlobalVariable global) {
        InitializerLayout layout = new InitializerLayout();
        boolean known = TypeSizes.holdFor(program)
                && global.initializer().isPresent()
                && layout.place(
                        new TypedValue(global.type(), global.initializer().get()));
        return known ? Optional.of(layout) : Optional.empty();
    }

    /** Pointers, null ones too, by their offset in bytes. */
    Map<Long, Value> pointers() {
        return pointers;
    }

    long size() {
        return size;
    }

    /** The values of the pointers that lie where one of these offsets may point. */
    public List<Value> pointersAt(Offsets offsets) {
        return pointers.entrySet().stream()
                .filter(pointer -> offsets.mayBe(pointer.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The values of the pointers that a load of {@code width} bytes from one of these offsets may touch. */
    public List<Value> pointersTouched(Offsets offsets, int width) {
        return pointers.entrySet().stream()
                .filter(pointer -> LongStream.range(pointer.getKey() - width + 1, pointer.getKey() + TypeSizes.POINTER)
                        .anyMatch(offsets::mayBe))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The eight bytes at that offset as a number, lowest first; empty where they are not plain data. */
    OptionalLong word(long offset) {
        long word = 0;
        for (int i = 0; i < TypeSizes.POINTER; i++) {
            Integer next = bytes.get(offset + i);
            if (next == null) {
                return OptionalLong.empty();
            }
            word |= (long) next << (8 * i);
        }
        return OptionalLong.of(word);
    }

    private boolean place(TypedValue whole) {
        Deque<TypedValue> open = new ArrayDeque<>();
        open.push(whole);
        while (!open.isEmpty()) {
            TypedValue next = open.pop();
            if (next.value() instanceof StructConstant struct && struct.packed()) {
                pushAll(struct.fields(), open);
            } else if (next.value() instanceof ArrayConstant array) {
                pushAll(array.elements(), open);
            } else if (!placeLeaf(next) || (size > LARGEST)) {
                return false;
            }
        }
        return true;
    }

    private static void pushAll(List<TypedValue> parts, Deque<TypedValue> open) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.push(parts.get(i));
        }
    }

    private boolean placeLeaf(TypedValue leaf) {
        if (leaf.type() instanceof PointerType) {
            pointers.put(size, leaf.value());
            size += TypeSizes.POINTER;
            return true;
        }
        if (leaf.value() instanceof ByteString string) {
            for (int i = 0; i < string.bytes().length(); i++) {
                bytes.put(size++, (int) string.bytes().charAt(i));
            }
            return true;
        }
        if (leaf.value() instanceof IntegerConstant number && leaf.type() instanceof IntegerType type) {
            return placeInteger(number.value(), type.bits());
        }
        return placeBlank(leaf);
    }

    private boolean placeInteger(long value, int bits) {
        if (bits % 8 != 0 || bits > Long.SIZE) {
            return false;
        }
        for (int i = 0; i < bits / 8; i++) {
            bytes.put(size++, (int) ((value >>> (8 * i)) & 0xFF));
        }
        return true;
    }

    /** Zeros, or bytes of no defined value. */
    private boolean placeBlank(TypedValue leaf) {
        OptionalLong length = TypeSizes.of(leaf.type());
        if (length.isEmpty() || length.getAsLong() > LARGEST || !(leaf.value() instanceof Simple simple)) {
            return false;
        }
        for (long i = 0; i < length.getAsLong(); i++) {
            if (simple == Simple.ZEROINITIALIZER) {
                bytes.put(size, 0);
            }
            size++;
        }
        return true;
    }
}
