package io.ferrule.mir;

import java.util.List;

/** Writes places, operands and what assignments compute as a dump does. */
final class ValueRenderer {

    private final StringBuilder out;
    private final TypeRenderer types;
    private final ConstantRenderer constants;

    ValueRenderer(StringBuilder out) {
        this.out = out;
        this.types = new TypeRenderer(out);
        this.constants = new ConstantRenderer(out);
    }

    /** Brackets of all steps stand before the local. */
    ValueRenderer place(Place place) {
        for (int i = place.projections().size() - 1; i >= 0; i--) {
            Projection projection = place.projections().get(i);
            if (projection instanceof Projection.Dereference) {
                out.append("(*");
            } else if (projection instanceof Projection.Field || projection instanceof Projection.Downcast) {
                out.append('(');
            } else if (projection instanceof Projection.UnwrapBinder) {
                out.append("unwrap_binder!(");
            }
        }
        out.append('_').append(place.local());
        place.projections().forEach(this::projection);
        return this;
    }

    private void projection(Projection projection) {
        if (projection instanceof Projection.Dereference) {
            out.append(')');
        } else if (projection instanceof Projection.Field field) {
            out.append('.').append(field.number()).append(": ");
            types.type(field.type());
            out.append(')');
        } else if (projection instanceof Projection.UnwrapBinder unwrap) {
            out.append("; ");
            types.type(unwrap.type());
            out.append(')');
        } else if (projection instanceof Projection.Downcast downcast) {
            out.append(" as ").append(downcast.variant()).append(')');
        } else if (projection instanceof Projection.Index index) {
            out.append("[_").append(index.local()).append(']');
        } else if (projection instanceof Projection.ConstantIndex index) {
            out.append(index.fromEnd() ? "[-" : "[").append(index.offset());
            out.append(" of ").append(index.minimumLength()).append(']');
        } else if (projection instanceof Projection.Subslice part) {
            subslice(part);
        }
    }

    private void subslice(Projection.Subslice part) {
        out.append('[');
        if (!part.fromEnd()) {
            out.append(part.from()).append("..").append(part.to());
        } else {
            out.append(part.from() == 0 && part.to() != 0 ? "" : part.from()).append(':');
            out.append(part.to() == 0 ? "" : -part.to());
        }
        out.append(']');
    }

    ValueRenderer operand(Operand operand) {
        if (operand instanceof Operand.Copy copy) {
            out.append("copy ");
            place(copy.place());
        } else if (operand instanceof Operand.Move move) {
            out.append("move ");
            place(move.place());
        } else if (operand instanceof Operand.Constant constant) {
            out.append("const ");
            constants.constant(constant.value());
        } else if (operand instanceof Operand.Item item) {
            types.valuePath(item.path());
        }
        return this;
    }

    void operands(List<Operand> operands) {
        for (int i = 0; i < operands.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            operand(operands.get(i));
        }
    }

    void value(Rvalue value) {
        if (value instanceof Rvalue.Use use) {
            out.append(use.retags() ? "" : "no_retag ");
            operand(use.operand());
        } else if (value instanceof Rvalue.Borrow borrow) {
            out.append('&').append(borrow.kind().spelling());
            place(borrow.place());
        } else if (value instanceof Rvalue.Cast cast) {
            operand(cast.operand());
            out.append(" as ");
            types.type(cast.type());
            out.append(" (").append(cast.kind().spelling()).append(')');
        } else if (value instanceof Rvalue.Binary binary) {
            out.append(binary.operator().spelling());
            enclosed("(", List.of(binary.left(), binary.right()), ")");
        } else if (value instanceof Rvalue.Unary unary) {
            out.append(unary.operator().spelling());
            enclosed("(", List.of(unary.operand()), ")");
        } else if (value instanceof Rvalue.Discriminant discriminant) {
            out.append("discriminant(");
            place(discriminant.place());
            out.append(')');
        } else if (value instanceof Rvalue.CopyForDereference copy) {
            out.append("deref_copy ");
            place(copy.place());
        } else {
            aggregate(value);
        }
    }

    private void aggregate(Rvalue value) {
        if (value instanceof Rvalue.Array array) {
            enclosed("[", array.elements(), "]");
        } else if (value instanceof Rvalue.Tuple tuple) {
            enclosed("(", tuple.elements(), tuple.elements().size() == 1 ? ",)" : ")");
        } else if (value instanceof Rvalue.Repeat repeat) {
            out.append('[');
            operand(repeat.operand());
            out.append("; ");
            types.argument(repeat.count());
            out.append(']');
        } else if (value instanceof Rvalue.Constructor constructor) {
            types.valuePath(constructor.path());
            enclosed("(", constructor.arguments(), ")");
        } else if (value instanceof Rvalue.Structure structure) {
            types.valuePath(structure.path());
            fields(structure.fields());
        } else if (value instanceof Rvalue.Captures captures) {
            types.type(captures.type());
            if (!captures.fields().isEmpty()) {
                fields(captures.fields());
            }
        } else if (value instanceof Rvalue.RawPointer pointer) {
            out.append(pointer.mutable() ? "*mut " : "*const ");
            types.type(pointer.type());
            enclosed(" from (", List.of(pointer.data(), pointer.metadata()), ")");
        } else if (value instanceof Rvalue.WrapBinder wrap) {
            out.append("wrap_binder!(");
            operand(wrap.operand());
            out.append("; ");
            types.type(wrap.type());
            out.append(')');
        } else if (value instanceof Rvalue.ThreadLocalAddress local) {
            out.append("&/*tls*/ ").append(local.mutable() ? "mut " : "");
            types.valuePath(local.path());
        }
    }

    void enclosed(String open, List<Operand> operands, String close) {
        out.append(open);
        operands(operands);
        out.append(close);
    }

    private void fields(List<Rvalue.Field> fields) {
        out.append(" { ");
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(fields.get(i).name()).append(": ");
            operand(fields.get(i).value());
        }
        out.append(" }");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
