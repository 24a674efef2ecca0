package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.ArgumentContext;
import io.ferrule.grammar.RustMirParser.ConstantElementContext;
import io.ferrule.grammar.RustMirParser.FieldContext;
import io.ferrule.grammar.RustMirParser.FieldListContext;
import io.ferrule.grammar.RustMirParser.NamedOperandContext;
import io.ferrule.grammar.RustMirParser.OperandContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Rvalue;
import java.util.ArrayList;
import java.util.List;

/** Builds operands. */
final class OperandBuilder {

    private final Builders builders;

    OperandBuilder(Builders builders) {
        this.builders = builders;
    }

    Operand operand(OperandContext context) {
        if (context.copied != null) {
            return builders.shared().copy(builders.places().place(context.location));
        }
        if (context.moved != null) {
            return builders.shared().move(builders.places().place(context.location));
        }
        return context.constant != null
                ? constant(builders.constants().value(context.constant))
                : builders.shared().share(new Operand.Item(builders.paths().path(context.item)));
    }

    Operand operand(NamedOperandContext context) {
        if (context.copied != null) {
            return builders.shared().copy(builders.places().place(context.location));
        }
        return context.moved != null
                ? builders.shared().move(builders.places().place(context.location))
                : builders.shared().share(new Operand.Item(builders.paths().path(context.item)));
    }

    Operand operand(ArgumentContext context) {
        if (context.plain == null) {
            throw new UnreadableException(context, "a place is no value: `copy` or `move` is missing");
        }
        return operand(context.plain);
    }

    /** The arguments of a call whose function is a constant. */
    Operand operand(ConstantElementContext context) {
        if (context.copied != null) {
            return builders.shared().copy(builders.places().place(context.location));
        }
        if (context.moved != null) {
            return builders.shared().move(builders.places().place(context.location));
        }
        if (context.constant != null) {
            return constant(builders.constants().value(context.constant));
        }
        if (builders.constants().value(context.plain) instanceof MirConstant.Item item) {
            return new Operand.Item(item.path());
        }
        throw new UnreadableException(context, "a constant is no operand: `const` is missing");
    }

    Operand constant(MirConstant value) {
        Operand operand = new Operand.Constant(value);
        return value instanceof MirConstant.Literal || value instanceof MirConstant.Item
                ? builders.shared().share(operand)
                : operand;
    }

    List<Operand> operands(List<ArgumentContext> contexts) {
        List<Operand> operands = new ArrayList<>(contexts.size());
        for (ArgumentContext context : contexts) {
            operands.add(operand(context));
        }
        return operands;
    }

    List<Rvalue.Field> fields(FieldListContext context) {
        List<Rvalue.Field> fields = new ArrayList<>(context.fields.size());
        for (FieldContext field : context.fields) {
            fields.add(new Rvalue.Field(
                    builders.text(field.key == null ? field.number : field.key.getStart()), operand(field.content)));
        }
        return fields;
    }
}
