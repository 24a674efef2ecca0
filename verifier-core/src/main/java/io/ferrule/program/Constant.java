package io.ferrule.program;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constant of LLVM: plain data, the address of a global, or an expression over such. */
public sealed interface Constant extends Value {

    /** A number of at most 64 bits as it is written: {@code i8 255} and {@code i8 -1} differ here, though not in LLVM. */
    record IntegerConstant(long value) implements Constant {

        private static final int LEAST = -128;
        private static final IntegerConstant[] SMALL = new IntegerConstant[1024 - LEAST];

        static {
            for (int i = 0; i < SMALL.length; i++) {
                SMALL[i] = new IntegerConstant(i + LEAST);
            }
        }

        /** The constant of that value; small ones share one instance. */
        public static IntegerConstant of(long value) {
            return value >= LEAST && value < SMALL.length + LEAST
                    ? SMALL[(int) value - LEAST]
                    : new IntegerConstant(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof IntegerConstant that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }

    /** A number that does not fit in 64 bits, signed. */
    record WideIntegerConstant(BigInteger value) implements Constant {}

    /** A floating-point number as it is written: decimal, or {@code 0x..} of any kind. */
    record FloatingConstant(String text) implements Constant {}

    /** A constant that is one word. */
    enum Simple implements Constant {
        NULL,
        UNDEF,
        POISON,
        ZEROINITIALIZER,
        NONE
    }

    /** The address of a function, a global variable, an alias or an ifunc, by symbol. */
    record GlobalReference(String symbol) implements Constant {}

    /** {@code [..]}. */
    record ArrayConstant(List<TypedValue> elements) implements Constant {
        public ArrayConstant {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {..}} or {@code <{..}>}. */
    record StructConstant(boolean packed, List<TypedValue> fields) implements Constant {
        public StructConstant {
            fields = List.copyOf(fields);
        }
    }

    /** {@code <..>}. */
    record VectorConstant(List<TypedValue> elements) implements Constant {
        public VectorConstant {
            elements = List.copyOf(elements);
        }
    }

    /** {@code c".."}: bytes, one in each char (0 to 255), escapes resolved. */
    record ByteString(String bytes) implements Constant {}

    /** {@code splat (..)}: every lane has this value. */
    record Splat(TypedValue element) implements Constant {}

    /** {@code blockaddress(@function, %block)}. */
    record BlockAddress(String function, String block) implements Constant {}

    /**
     * {@code dso_local_equivalent @f} or {@code no_cfi @f}: another address of the same function.
     *
     * @param keyword which of the two
     */
    record FunctionAlternative(String keyword, String symbol) implements Constant {}

    /** {@code ptrauth (..)}: a signed pointer; the first part is the pointer itself. */
    record SignedPointer(List<TypedValue> parts) implements Constant {
        public SignedPointer {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An expression over constants, such as {@code getelementptr (i8, ptr @x, i64 8)}.
     *
     * @param flags words before the operands, such as {@code inbounds} or {@code inrange(0, 8)}
     * @param type the source element type of {@code getelementptr}, the target type of a cast, else {@code void}
     */
    record Expression(Opcode opcode, List<String> flags, Type type, List<TypedValue> operands) implements Constant {
        public Expression {
            flags = List.copyOf(flags);
            operands = List.copyOf(operands);
        }
    }
}
