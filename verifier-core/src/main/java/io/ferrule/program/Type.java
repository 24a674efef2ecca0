package io.ferrule.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An LLVM type. Two types are equal when they are spelled alike; named types are resolved by {@link Program#types()}.
 *
 * <p>Types that most modules have say themselves what is equal: the JVM would assemble that anew from parts in each process,
 * for each record of its own, which takes a good part of the time of reading a small module.
 */
public sealed interface Type {

    /** {@code iN}; {@code bits} is at least 1. */
    record IntegerType(int bits) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof IntegerType that && bits == that.bits;
        }

        @Override
        public int hashCode() {
            return bits;
        }
    }

    /** A floating-point type by its LLVM keyword, such as {@code half}, {@code double}, {@code x86_fp80}. */
    record FloatingType(String keyword) implements Type {}

    /** {@code ptr}, with its address space (0 where none is written). */
    record PointerType(int addressSpace) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PointerType that && addressSpace == that.addressSpace;
        }

        @Override
        public int hashCode() {
            return addressSpace;
        }
    }

    /** {@code void}, {@code label}, {@code token}, {@code metadata}, {@code x86_amx} or {@code opaque}. */
    record KeywordType(String keyword) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof KeywordType that && keyword.equals(that.keyword);
        }

        @Override
        public int hashCode() {
            return keyword.hashCode();
        }
    }

    /** {@code [count x element]}. */
    record ArrayType(long count, Type element) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ArrayType that && count == that.count && element.equals(that.element);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(count) + element.hashCode();
        }
    }

    /** {@code <count x element>}, or {@code <vscale x count x element>} when {@code scalable}. */
    record VectorType(boolean scalable, long count, Type element) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof VectorType that
                    && scalable == that.scalable
                    && count == that.count
                    && element.equals(that.element);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Boolean.hashCode(scalable) + Long.hashCode(count)) + element.hashCode();
        }
    }

    /** {@code {..}}, or {@code <{..}>} when {@code packed}. */
    record StructType(boolean packed, List<Type> elements) implements Type {
        public StructType {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof StructType that && packed == that.packed && elements.equals(that.elements);
        }

        @Override
        public int hashCode() {
            return 31 * Boolean.hashCode(packed) + elements.hashCode();
        }
    }

    /** {@code %name}: a type that the module defines. */
    record NamedType(String name) implements Type {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NamedType that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** {@code result (parameters)}, with {@code ...} at the end when {@code variadic}. */
    record FunctionType(Type result, List<Type> parameters, boolean variadic) implements Type {
        public FunctionType {
            parameters = List.copyOf(parameters);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof FunctionType that
                    && variadic == that.variadic
                    && result.equals(that.result)
                    && parameters.equals(that.parameters);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * result.hashCode() + parameters.hashCode()) + Boolean.hashCode(variadic);
        }
    }

    /** {@code target("name", types.., numbers..)}. */
    record TargetType(String name, List<Type> types, List<Long> numbers) implements Type {
        public TargetType {
            types = List.copyOf(types);
            numbers = List.copyOf(numbers);
        }
    }

    /** The type without values. */
    Type VOID = new KeywordType("void");

    /** A pointer in address space 0. */
    Type POINTER = new PointerType(0);
}
