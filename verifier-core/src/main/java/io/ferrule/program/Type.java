package io.ferrule.program;

import java.util.List;

/** An LLVM type. Two types are equal when they are spelled alike; named types are resolved by {@link Program#types()}. */
public sealed interface Type {

    /** {@code iN}; {@code bits} is at least 1. */
    record IntegerType(int bits) implements Type {}

    /** A floating-point type by its LLVM keyword, such as {@code half}, {@code double}, {@code x86_fp80}. */
    record FloatingType(String keyword) implements Type {}

    /** {@code ptr}, with its address space (0 where none is written). */
    record PointerType(int addressSpace) implements Type {}

    /** {@code void}, {@code label}, {@code token}, {@code metadata}, {@code x86_amx} or {@code opaque}. */
    record KeywordType(String keyword) implements Type {}

    /** {@code [count x element]}. */
    record ArrayType(long count, Type element) implements Type {}

    /** {@code <count x element>}, or {@code <vscale x count x element>} when {@code scalable}. */
    record VectorType(boolean scalable, long count, Type element) implements Type {}

    /** {@code {..}}, or {@code <{..}>} when {@code packed}. */
    record StructType(boolean packed, List<Type> elements) implements Type {
        public StructType {
            elements = List.copyOf(elements);
        }
    }

    /** {@code %name}: a type that the module defines. */
    record NamedType(String name) implements Type {}

    /** {@code result (parameters)}, with {@code ...} at the end when {@code variadic}. */
    record FunctionType(Type result, List<Type> parameters, boolean variadic) implements Type {
        public FunctionType {
            parameters = List.copyOf(parameters);
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
