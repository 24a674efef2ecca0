package io.ferrule.symbol;

import java.math.BigInteger;
import java.util.List;

/** A constant: the argument of a const generic, or the length of an array (RFC 2603, {@code const}). */
public sealed interface RustConst extends GenericArgument {

    /** A constant which is not relevant, or not known, where it stands; rendered as {@code _}. */
    record Placeholder() implements RustConst {}

    /**
     * An integer.
     *
     * @param type one of the integer types
     * @param value the value, of at most 128 bits and a sign; not checked against the type
     */
    record IntegerValue(PrimitiveType type, BigInteger value) implements RustConst {}

    /**
     * A truth value.
     *
     * @param value the value
     */
    record BoolValue(boolean value) implements RustConst {}

    /**
     * A {@code char}.
     *
     * @param codePoint a Unicode scalar value
     */
    record CharValue(int codePoint) implements RustConst {}

    /**
     * A {@code str}, which most often stands behind a {@link ReferenceValue}.
     *
     * @param value the text
     */
    record StrValue(String value) implements RustConst {}

    /**
     * A reference to a constant.
     *
     * @param mutable whether this is {@code &mut}
     * @param target the constant referred to
     */
    record ReferenceValue(boolean mutable, RustConst target) implements RustConst {}

    /**
     * An array, or behind a reference a slice.
     *
     * @param elements the elements
     */
    record ArrayValue(List<RustConst> elements) implements RustConst {
        public ArrayValue {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A tuple.
     *
     * @param elements the elements
     */
    record TupleValue(List<RustConst> elements) implements RustConst {
        public TupleValue {
            elements = List.copyOf(elements);
        }
    }

    /**
     * A unit struct or a variant without fields.
     *
     * @param path the path of the struct or of the variant
     */
    record UnitVariant(RustPath path) implements RustConst {}

    /**
     * A tuple struct or a variant with unnamed fields.
     *
     * @param path the path of the struct or of the variant
     * @param fields the fields in their order
     */
    record TupleVariant(RustPath path, List<RustConst> fields) implements RustConst {
        public TupleVariant {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A struct or a variant with named fields.
     *
     * @param path the path of the struct or of the variant
     * @param fields the fields in their order
     */
    record StructVariant(RustPath path, List<Field> fields) implements RustConst {
        public StructVariant {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A named field of a {@link StructVariant}.
     *
     * @param name the name of the field
     * @param value its value
     */
    record Field(String name, RustConst value) {}
}
