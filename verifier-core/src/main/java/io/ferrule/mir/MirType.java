package io.ferrule.mir;

import java.util.List;

/** A Rust type, as a tree. */
public sealed interface MirType {

    /** {@code !}. */
    MirType NEVER = new Never();

    /** {@code ()}. */
    MirType UNIT = new Tuple(List.of());

    /**
     * A type by its path: nominal, primitive, a parameter, an alias, or a projection ({@code <T as Trait>::X}). The text
     * does not tell these apart.
     */
    record Named(MirPath path) implements MirType {}

    /** {@code &'a mut T}; {@code lifetime} is empty where none is printed. */
    record Reference(String lifetime, boolean mutable, MirType target) implements MirType {}

    /** {@code *const T}, {@code *mut T}. */
    record RawPointer(boolean mutable, MirType target) implements MirType {}

    /** {@code [T]}. */
    record Slice(MirType element) implements MirType {}

    /** {@code [T; N]}. */
    record Array(MirType element, GenericArgument length) implements MirType {}

    /** {@code (A, B)}, {@code ()}. */
    record Tuple(List<MirType> elements) implements MirType {
        /** Copies its list. */
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** {@code !}. */
    record Never() implements MirType {}

    /** {@code ...}: a type that the compiler found too long to print. */
    record Elided() implements MirType {}

    /**
     * A function pointer.
     *
     * @param abi as in {@code extern "C"}; empty for Rust's
     * @param result {@link #UNIT} where none is printed
     */
    record FunctionPointer(boolean isUnsafe, String abi, List<MirType> parameters, boolean variadic, MirType result)
            implements MirType {
        /** Copies its list. */
        public FunctionPointer {
            parameters = List.copyOf(parameters);
        }
    }

    /** The type of one function: {@code fn(A) -> B {path}}. {@code signature} may be for all lifetimes. */
    record FunctionItem(MirType signature, MirPath path) implements MirType {}

    /** {@code for<'a> T}; {@code modifier} is that of a trait bound, mostly empty. */
    record ForAll(List<String> lifetimes, String modifier, MirType type) implements MirType {
        /** Copies its list. */
        public ForAll {
            lifetimes = List.copyOf(lifetimes);
        }
    }

    /** {@code unsafe<'a> T}: a type whose lifetimes nobody checks. */
    record UnsafeBinder(List<String> lifetimes, MirType type) implements MirType {
        /** Copies its list. */
        public UnsafeBinder {
            lifetimes = List.copyOf(lifetimes);
        }
    }

    /** The type that a method returns, {@code impl Future { <T as Trait>::method(..) }}. */
    record MethodResult(MirType type, MirPath method) implements MirType {}

    /** A function that needs features of its processor, {@code #[target_features] fn(..)}. */
    record WithTargetFeatures(MirType type) implements MirType {}

    /** {@code dyn A + Send + 'a}. */
    record DynamicTrait(List<TypeBound> bounds) implements MirType {
        /** Copies its list. */
        public DynamicTrait {
            bounds = List.copyOf(bounds);
        }
    }

    /** {@code impl A + 'a}: an opaque type, or a parameter without a name. */
    record ImplTrait(List<TypeBound> bounds) implements MirType {
        /** Copies its list. */
        public ImplTrait {
            bounds = List.copyOf(bounds);
        }
    }

    /** {@code impl Trait for T}: stands in paths and vtables only. */
    record Implementation(MirType trait, MirType implementor) implements MirType {}

    /** A closure or coroutine by where it stands: {@code {closure@src/x.rs:1:2: 3:4}}, {@code {async block@..}}. */
    record Anonymous(String kind, Span at) implements MirType {}

    /** A closure or coroutine of another crate, by its path. */
    record AnonymousItem(String kind, MirPath path) implements MirType {}

    /** {@code {async fn body of f()}}; {@code kind} is {@code async fn body}. */
    record BodyOf(String kind, MirPath path) implements MirType {}

    /** A type of which only some values are allowed, {@code (u32) is 1..}; {@code pattern} is what follows the word. */
    record Restricted(MirType base, String pattern) implements MirType {}
}
