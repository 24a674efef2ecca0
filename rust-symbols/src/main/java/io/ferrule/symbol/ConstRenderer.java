package io.ferrule.symbol;

import java.math.BigInteger;
import java.util.List;

/** Writes constants as Rust expressions; what is no plain literal stands in braces as a generic argument. */
final class ConstRenderer {
    /** Beyond this width the demanglers write an integer as hexadecimal. */
    private static final int DECIMAL_BITS = 64;

    private final StringBuilder out;
    private final boolean types;
    private final Renderer renderer;

    ConstRenderer(StringBuilder out, boolean types, Renderer renderer) {
        this.out = out;
        this.types = types;
        this.renderer = renderer;
    }

    /**
     * Writes a constant.
     *
     * @param inExpression whether any expression may stand here without braces
     */
    void constant(RustConst constant, boolean inExpression) {
        boolean braces = !inExpression && !isLiteral(constant);
        out.append(braces ? "{" : "");
        if (constant instanceof RustConst.Placeholder) {
            out.append('_');
        } else if (constant instanceof RustConst.IntegerValue integer) {
            integer(integer.value());
            typed(integer.type());
        } else if (constant instanceof RustConst.BoolValue bool) {
            out.append(bool.value());
            typed(PrimitiveType.BOOL);
        } else if (constant instanceof RustConst.CharValue character) {
            out.append('\'');
            escaped(character.codePoint(), '\'');
            out.append('\'');
            typed(PrimitiveType.CHAR);
        } else if (constant instanceof RustConst.StrValue text) {
            // A literal has the type &str, so it takes a dereference to write a str.
            out.append('*');
            text(text.value());
        } else if (constant instanceof RustConst.ReferenceValue reference) {
            reference(reference);
        } else if (constant instanceof RustConst.ArrayValue array) {
            out.append('[');
            list(array.elements());
            out.append(']');
        } else if (constant instanceof RustConst.TupleValue tuple) {
            out.append('(');
            list(tuple.elements());
            out.append(tuple.elements().size() == 1 ? ",)" : ")");
        } else {
            variant(constant);
        }
        out.append(braces ? "}" : "");
    }

    private void variant(RustConst constant) {
        if (constant instanceof RustConst.UnitVariant unit) {
            renderer.path(unit.path(), true);
        } else if (constant instanceof RustConst.TupleVariant tuple) {
            renderer.path(tuple.path(), true);
            out.append('(');
            list(tuple.fields());
            out.append(')');
        } else if (constant instanceof RustConst.StructVariant struct) {
            renderer.path(struct.path(), true);
            out.append(" { ");
            renderer.separated(struct.fields(), ", ", field -> {
                out.append(field.name()).append(": ");
                constant(field.value(), true);
            });
            out.append(" }");
        }
    }

    private static boolean isLiteral(RustConst constant) {
        return constant instanceof RustConst.Placeholder
                || constant instanceof RustConst.IntegerValue
                || constant instanceof RustConst.BoolValue
                || constant instanceof RustConst.CharValue
                || isStringLiteral(constant);
    }

    private static boolean isStringLiteral(RustConst constant) {
        return constant instanceof RustConst.ReferenceValue reference
                && !reference.mutable()
                && reference.target() instanceof RustConst.StrValue;
    }

    private void reference(RustConst.ReferenceValue reference) {
        if (!reference.mutable() && reference.target() instanceof RustConst.StrValue text) {
            text(text.value());
            return;
        }
        out.append(reference.mutable() ? "&mut " : "&");
        constant(reference.target(), true);
    }

    private void list(List<RustConst> constants) {
        renderer.separated(constants, ", ", constant -> constant(constant, true));
    }

    private void integer(BigInteger value) {
        if (value.abs().bitLength() <= DECIMAL_BITS) {
            out.append(value);
        } else {
            out.append(value.signum() < 0 ? "-0x" : "0x").append(value.abs().toString(16));
        }
    }

    private void typed(PrimitiveType type) {
        if (types) {
            out.append(": ").append(type.text());
        }
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(c -> escaped(c, '"'));
        out.append('"');
    }

    /** Writes what is not printable ASCII as an escape, so that a constant can not disturb a line of text. */
    private void escaped(int codePoint, char quote) {
        switch (codePoint) {
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case '\n' -> out.append("\\n");
            default -> {
                if (codePoint == quote || codePoint == '\\') {
                    out.append('\\').append((char) codePoint);
                } else if (codePoint >= ' ' && codePoint < 0x7f) {
                    out.append((char) codePoint);
                } else {
                    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                }
            }
        }
    }
}
