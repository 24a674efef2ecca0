package io.ferrule.symbol;

import java.util.List;

/** A type inside a symbol (RFC 2603, {@code type}). */
public sealed interface RustType extends GenericArgument
        permits PrimitiveType,
                RustType.Named,
                RustType.Reference,
                RustType.RawPointer,
                RustType.Array,
                RustType.Slice,
                RustType.Tuple,
                RustType.FunctionPointer,
                RustType.DynTrait,
                RustType.Patterned {

    /**
     * A struct, an enum, a union, a closure or another type which has a path.
     *
     * @param path the path of the type, with its generic arguments
     */
    record Named(RustPath path) implements RustType {}

    /**
     * A reference, {@code &'a T} or {@code &'a mut T}.
     *
     * @param lifetime the lifetime, which is erased unless a {@code for<..>} binds it
     * @param mutable whether this is {@code &mut}
     * @param target the type referred to
     */
    record Reference(Lifetime lifetime, boolean mutable, RustType target) implements RustType {}

    /**
     * A raw pointer, {@code *const T} or {@code *mut T}.
     *
     * @param mutable whether this is {@code *mut}
     * @param target the type pointed to
     */
    record RawPointer(boolean mutable, RustType target) implements RustType {}

    /**
     * An array, {@code [T; N]}.
     *
     * @param element the type of the elements
     * @param length the number of elements
     */
    record Array(RustType element, RustConst length) implements RustType {}

    /**
     * A slice, {@code [T]}.
     *
     * @param element the type of the elements
     */
    record Slice(RustType element) implements RustType {}

    /**
     * A tuple. The empty one is {@link PrimitiveType#UNIT} in every symbol a compiler writes.
     *
     * @param elements the types of the elements
     */
    record Tuple(List<RustType> elements) implements RustType {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A function pointer, {@code for<'a> unsafe extern "C" fn(A, B) -> R}.
     *
     * @param boundLifetimes how many lifetimes the {@code for<..>} binds, 0 where there is none
     * @param isUnsafe whether it is {@code unsafe}
     * @param abi the calling convention as the source writes it, {@code Rust} where it writes none
     * @param parameters the parameters; a last {@link PrimitiveType#VARIADIC} stands for {@code ...}
     * @param result the result, {@link PrimitiveType#UNIT} where the source writes none
     */
    record FunctionPointer(int boundLifetimes, boolean isUnsafe, String abi, List<RustType> parameters, RustType result)
            implements RustType {

        /** The calling convention which needs no {@code extern}. */
        public static final String RUST_ABI = "Rust";

        public FunctionPointer {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A trait object, {@code dyn for<'a> Trait<Item = T> + Send + 'b}.
     *
     * @param boundLifetimes how many lifetimes the {@code for<..>} binds, 0 where there is none
     * @param bounds the traits; only the first can be other than an auto trait
     * @param lifetime the bound on the lifetime, which stands outside the {@code for<..>}
     */
    record DynTrait(int boundLifetimes, List<DynBound> bounds, Lifetime lifetime) implements RustType {
        public DynTrait {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * One trait of a trait object.
     *
     * @param trait the path of the trait, with its generic arguments
     * @param bindings the associated types that are fixed
     */
    record DynBound(RustPath trait, List<AssociatedType> bindings) {
        public DynBound {
            bindings = List.copyOf(bindings);
        }
    }

    /**
     * An associated type fixed in a trait object, the {@code Item = u8} of {@code dyn Iterator<Item = u8>}.
     *
     * @param name the name of the associated type
     * @param type the type it stands for
     */
    record AssociatedType(String name, RustType type) {}

    /**
     * A type narrowed by a pattern, {@code u32 is 1..=9}. Compilers write it with the tag {@code W}, which the
     * specification does not name yet.
     *
     * @param base the type that is narrowed
     * @param pattern what is left of it
     */
    record Patterned(RustType base, TypePattern pattern) implements RustType {}
}
