package io.ferrule.graph;

import io.ferrule.program.Constant.IntegerConstant;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.TypedValue;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where in a global a pointer may point: at {@code base}, or {@code base} and any multiple of {@code stride} from it.
 * Joins of such sets end after few steps, since each makes the stride a divisor of the one before.
 *
 * @param base in bytes; the remainder by the stride where that is not 0
 * @param stride 0 for one place, 1 for any place
 */
public record Offsets(long base, long stride) {

    /** The start of the global. */
    public static final Offsets START = new Offsets(0, 0);

    /** Any place. */
    public static final Offsets ANYWHERE = new Offsets(0, 1);

    public Offsets {
        if (stride < 0) {
            throw new IllegalArgumentException("negative stride " + stride);
        }
        base = stride == 0 ? base : Math.floorMod(base, stride);
    }

    /** One place. */
    public static Offsets only(long offset) {
        return new Offsets(offset, 0);
    }

    /** Whether the pointer may point there. */
    public boolean mayBe(long offset) {
        return stride == 0 ? offset == base : Math.floorMod(offset, stride) == base;
    }

    /** Where a pointer points that was moved from here by any of {@code distance}. */
    public Offsets plus(Offsets distance) {
        try {
            return new Offsets(Math.addExact(base, distance.base), gcd(stride, distance.stride));
        } catch (ArithmeticException e) {
            return ANYWHERE;
        }
    }

    /** All places of both. */
    public Offsets or(Offsets other) {
        try {
            long apart = Math.abs(Math.subtractExact(base, other.base));
            return new Offsets(base, gcd(gcd(stride, other.stride), apart));
        } catch (ArithmeticException e) {
            return ANYWHERE;
        }
    }

    /** How far a {@code getelementptr} moves its base. */
    public static Offsets moved(Type sourceType, List<TypedValue> indices) {
        Offsets total = START;
        Type type = sourceType;
        for (int i = 0; i < indices.size(); i++) {
            OptionalLong known = indices.get(i).value() instanceof IntegerConstant index
                    ? OptionalLong.of(index.value())
                    : OptionalLong.empty();
            if (i == 0) {
                total = total.plus(scaled(known, TypeSizes.of(type)));
            } else if (type instanceof ArrayType array) {
                type = array.element();
                total = total.plus(scaled(known, TypeSizes.of(type)));
            } else if (type instanceof StructType struct && isField(struct, known)) {
                int field = (int) known.getAsLong();
                total = total.plus(scaled(OptionalLong.of(1), TypeSizes.offset(struct, field)));
                type = struct.elements().get(field);
            } else {
                return ANYWHERE;
            }
        }
        return total;
    }

    private static boolean isField(StructType struct, OptionalLong index) {
        return index.isPresent()
                && index.getAsLong() >= 0
                && index.getAsLong() < struct.elements().size();
    }

    private static Offsets scaled(OptionalLong index, OptionalLong size) {
        if (index.isPresent() && index.getAsLong() == 0) {
            return START;
        }
        if (size.isEmpty() || size.getAsLong() == 0) {
            return size.isEmpty() ? ANYWHERE : START;
        }
        if (index.isEmpty()) {
            return new Offsets(0, size.getAsLong());
        }
        try {
            return new Offsets(Math.multiplyExact(index.getAsLong(), size.getAsLong()), 0);
        } catch (ArithmeticException e) {
            return ANYWHERE;
        }
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
