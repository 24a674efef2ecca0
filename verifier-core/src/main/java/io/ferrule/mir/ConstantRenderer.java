package io.ferrule.mir;

import java.util.List;

/** Writes constants as a dump does. */
final class ConstantRenderer {

    private final StringBuilder out;
    private final TypeRenderer types;

    ConstantRenderer(StringBuilder out) {
        this.out = out;
        this.types = new TypeRenderer(out);
    }

    void constant(MirConstant constant) {
        if (constant instanceof MirConstant.Literal literal) {
            out.append(literal.text());
        } else if (constant instanceof MirConstant.Item item) {
            types.valuePath(item.path());
        } else if (constant instanceof MirConstant.Constructor constructor) {
            types.valuePath(constructor.path());
            out.append('(');
            constants(constructor.arguments());
            out.append(')');
        } else if (constant instanceof MirConstant.Structure structure) {
            types.valuePath(structure.path());
            fields(structure);
        } else if (constant instanceof MirConstant.Tuple tuple) {
            out.append('(');
            constants(tuple.elements());
            out.append(tuple.elements().size() == 1 ? ",)" : ")");
        } else if (constant instanceof MirConstant.Array array) {
            out.append('[');
            constants(array.elements());
            out.append(']');
        } else {
            special(constant);
        }
    }

    private void special(MirConstant constant) {
        if (constant instanceof MirConstant.Reference reference) {
            out.append('&');
            constant(reference.target());
        } else if (constant instanceof MirConstant.Pointer pointer) {
            pointer(pointer);
        } else if (constant instanceof MirConstant.Typed typed) {
            typed(typed);
        } else if (constant instanceof MirConstant.Restricted restricted) {
            constant(restricted.value());
            out.append(" is ").append(restricted.pattern());
        } else if (constant instanceof MirConstant.Expression expression) {
            out.append(expression.text());
        } else if (constant instanceof MirConstant.Unprinted unprinted) {
            out.append(unprinted.text());
        }
    }

    private void pointer(MirConstant.Pointer pointer) {
        out.append("alloc").append(pointer.allocation()).append(pointer.immutable() ? "<imm>" : "");
        if (pointer.offset() != 0) {
            out.append("+0x").append(Long.toHexString(pointer.offset()));
        }
    }

    private void typed(MirConstant.Typed typed) {
        boolean braced = typed.form() != MirConstant.TypeForm.PLAIN;
        out.append(braced ? "{" : "");
        constant(typed.value());
        out.append(typed.form() == MirConstant.TypeForm.BRACED_CAST ? " as " : ": ");
        types.type(typed.type());
        out.append(braced ? "}" : "");
    }

    private void fields(MirConstant.Structure structure) {
        List<MirConstant.Field> fields = structure.fields();
        out.append(structure.doubled() ? " {{ " : " { ");
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(fields.get(i).name()).append(": ");
            constant(fields.get(i).value());
        }
        out.append(structure.doubled() ? " }}" : " }");
    }

    private void constants(List<MirConstant> constants) {
        for (int i = 0; i < constants.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            constant(constants.get(i));
        }
    }
}
