package io.ferrule.mir;

import java.util.Arrays;
import java.util.Optional;

/** What a cast does. */
public enum CastKind {
    INT_TO_INT("IntToInt"),
    INT_TO_FLOAT("IntToFloat"),
    FLOAT_TO_INT("FloatToInt"),
    FLOAT_TO_FLOAT("FloatToFloat"),
    POINTER_TO_POINTER("PtrToPtr"),
    FUNCTION_POINTER_TO_POINTER("FnPtrToPtr"),
    POINTER_EXPOSE_PROVENANCE("PointerExposeProvenance"),
    POINTER_WITH_EXPOSED_PROVENANCE("PointerWithExposedProvenance"),
    TRANSMUTE("Transmute"),
    SUBTYPE("Subtype"),
    /** From a function item to a safe function pointer. */
    REIFY_SAFE("PointerCoercion(ReifyFnPointer(Safe), Implicit)"),
    REIFY_SAFE_AS("PointerCoercion(ReifyFnPointer(Safe), AsCast)"),
    REIFY_UNSAFE("PointerCoercion(ReifyFnPointer(Unsafe), Implicit)"),
    REIFY_UNSAFE_AS("PointerCoercion(ReifyFnPointer(Unsafe), AsCast)"),
    /** From a closure without captures to a function pointer. */
    CLOSURE_SAFE("PointerCoercion(ClosureFnPointer(Safe), Implicit)"),
    CLOSURE_SAFE_AS("PointerCoercion(ClosureFnPointer(Safe), AsCast)"),
    CLOSURE_UNSAFE("PointerCoercion(ClosureFnPointer(Unsafe), Implicit)"),
    CLOSURE_UNSAFE_AS("PointerCoercion(ClosureFnPointer(Unsafe), AsCast)"),
    /** From a safe function pointer to an unsafe one. */
    UNSAFE_POINTER("PointerCoercion(UnsafeFnPointer, Implicit)"),
    UNSAFE_POINTER_AS("PointerCoercion(UnsafeFnPointer, AsCast)"),
    MUTABLE_TO_CONST("PointerCoercion(MutToConstPointer, Implicit)"),
    MUTABLE_TO_CONST_AS("PointerCoercion(MutToConstPointer, AsCast)"),
    ARRAY_TO_POINTER("PointerCoercion(ArrayToPointer, Implicit)"),
    ARRAY_TO_POINTER_AS("PointerCoercion(ArrayToPointer, AsCast)"),
    /** To a slice or a trait object. */
    UNSIZE("PointerCoercion(Unsize, Implicit)"),
    UNSIZE_AS("PointerCoercion(Unsize, AsCast)");

    private final String spelling;

    CastKind(String spelling) {
        this.spelling = spelling;
    }

    /** The kind that a dump prints so, without the brackets around it. */
    public static Optional<CastKind> of(String spelling) {
        return Arrays.stream(values())
                .filter(kind -> kind.spelling.equals(spelling))
                .findFirst();
    }

    /** Its form in a dump. */
    public String spelling() {
        return spelling;
    }
}
