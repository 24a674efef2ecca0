package io.ferrule.mir;

import java.util.List;

/** A value that is known when the program is compiled. */
public sealed interface MirConstant {

    /** What a literal is. */
    enum LiteralKind {
        /** {@code -5_i32}. */
        INTEGER,
        /** {@code 1.5f64}, {@code +Inf_f32}. */
        FLOAT,
        /** {@code true}, {@code false}. */
        BOOLEAN,
        /** {@code 'a'}. */
        CHARACTER,
        /** {@code "text"}. */
        STRING,
        /** {@code b"text"}; with a star in front, an array instead of a slice. */
        BYTES
    }

    /** A literal, spelled as in the dump. */
    record Literal(LiteralKind kind, String text) implements MirConstant {}

    /** A named or anonymous constant, a parameter, a promoted value, a variant without fields, or a function. */
    record Item(MirPath path) implements MirConstant {}

    /** {@code Path(a, b)}. */
    record Constructor(MirPath path, List<MirConstant> arguments) implements MirConstant {
        /** Copies its list. */
        public Constructor {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * {@code Path {{ a: 1 }}}.
     *
     * @param doubled whether its braces are doubled, as they are where rustc shows what it computed; single braces also
     *     show a value in the compiler's own terms, such as {@code Indirect { alloc_id: alloc1, .. }}
     */
    record Structure(MirPath path, boolean doubled, List<Field> fields) implements MirConstant {
        /** Copies its list. */
        public Structure {
            fields = List.copyOf(fields);
        }
    }

    /** A field of a {@link Structure}. */
    record Field(String name, MirConstant value) {}

    /** {@code (a, b)}. */
    record Tuple(List<MirConstant> elements) implements MirConstant {
        /** Copies its list. */
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** {@code [a, b]}. */
    record Array(List<MirConstant> elements) implements MirConstant {
        /** Copies its list. */
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** {@code &a}. */
    record Reference(MirConstant target) implements MirConstant {}

    /** A pointer into an {@link Allocation}; {@code offset} is in bytes, unsigned. */
    record Pointer(int allocation, boolean immutable, long offset) implements MirConstant {}

    /** How a type is written to a value. */
    enum TypeForm {
        /** {@code {value: T}}. */
        BRACED,
        /** {@code {value as T}}. */
        BRACED_CAST,
        /** {@code value: T}. */
        PLAIN
    }

    /** A value with its type. */
    record Typed(TypeForm form, MirConstant value, MirType type) implements MirConstant {}

    /** A value of a type of which only some are allowed. */
    record Restricted(MirConstant value, String pattern) implements MirConstant {}

    /**
     * An expression over generic constants, such as {@code N + 1}, as it stands in the source. Nothing more is known of
     * it.
     */
    record Expression(String text) implements MirConstant {}

    /** What rustc prints where it has no better form, such as {@code <uninit>}. */
    record Unprinted(String text) implements MirConstant {}
}
