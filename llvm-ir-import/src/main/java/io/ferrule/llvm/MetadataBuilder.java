package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser.AttachedNodeContext;
import io.ferrule.grammar.LlvmIrParser.BracedValueContext;
import io.ferrule.grammar.LlvmIrParser.FieldValueContext;
import io.ferrule.grammar.LlvmIrParser.MetadataDefinitionContext;
import io.ferrule.grammar.LlvmIrParser.MetadataFieldContext;
import io.ferrule.grammar.LlvmIrParser.MetadataOperandContext;
import io.ferrule.grammar.LlvmIrParser.PlainMetadataContext;
import io.ferrule.grammar.LlvmIrParser.SpecialisedNodeContext;
import io.ferrule.grammar.LlvmIrParser.UnbracedValueContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.MetadataNode;
import io.ferrule.program.MetadataNode.Field;
import io.ferrule.program.MetadataNode.Specialised;
import io.ferrule.program.MetadataNode.Tuple;
import io.ferrule.program.MetadataOperand;
import io.ferrule.program.MetadataOperand.Inline;
import io.ferrule.program.MetadataOperand.NodeReference;
import io.ferrule.program.MetadataOperand.Text;
import io.ferrule.program.MetadataOperand.WholeNumber;
import io.ferrule.program.MetadataOperand.Words;
import io.ferrule.program.MetadataOperand.Wrapped;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds metadata nodes and operands. */
final class MetadataBuilder {

    private static final MetadataOperand NULL = new Words(List.of("null"));

    private final ModuleScope module;
    private final ValueBuilder values;

    MetadataBuilder(ModuleScope module, ValueBuilder values) {
        this.module = module;
        this.values = values;
    }

    MetadataNode node(MetadataDefinitionContext context) {
        boolean distinct = context.distinct != null;
        return context.node.tuple != null
                ? new Tuple(distinct, operands(context.node.tuple.operands))
                : specialised(distinct, context.node.specialised);
    }

    MetadataOperand attached(AttachedNodeContext context) {
        if (context.reference != null) {
            return reference(context.reference);
        }
        return new Inline(
                context.tuple != null
                        ? new Tuple(false, operands(context.tuple.operands))
                        : specialised(false, context.specialised));
    }

    MetadataOperand operand(MetadataOperandContext context) {
        return context.wrapped != null ? new Wrapped(values.typed(context.wrapped)) : plain(context.plain);
    }

    List<MetadataOperand> operands(List<MetadataOperandContext> contexts) {
        List<MetadataOperand> all = new ArrayList<>(contexts.size());
        for (MetadataOperandContext context : contexts) {
            all.add(operand(context));
        }
        return all;
    }

    private MetadataOperand plain(PlainMetadataContext context) {
        if (context.reference != null) {
            return reference(context.reference);
        }
        if (context.text != null) {
            return new Text(Spelling.text(context.text.getText()));
        }
        if (context.isNull != null) {
            return NULL;
        }
        return context.specialised != null
                ? inline(context.specialised)
                : new Inline(new Tuple(false, operands(context.elements)));
    }

    /** Most are one of a few expressions, which say the same everywhere. */
    private MetadataOperand inline(SpecialisedNodeContext context) {
        int from = context.getStart().getStartIndex();
        int to = context.getStop().getStopIndex() + 1;
        MetadataOperand known = module.inlineNodes().find(from, to);
        if (known != null) {
            return known;
        }
        Specialised node = specialised(false, context);
        MetadataOperand operand = new Inline(node);
        if (node.fields().stream().noneMatch(field -> isLocal(field.value()))) {
            module.inlineNodes().put(from, to, operand);
        }
        return operand;
    }

    /** Whether an operand may speak of locals, and so mean something else in another function. */
    private static boolean isLocal(MetadataOperand operand) {
        return operand instanceof Wrapped || operand instanceof Inline;
    }

    private Specialised specialised(boolean distinct, SpecialisedNodeContext context) {
        return new Specialised(
                distinct,
                module.names().name(context.kind),
                context.fields.stream().map(this::field).toList());
    }

    private Field field(MetadataFieldContext context) {
        String name = context.name == null ? "" : Spelling.field(context.name.getText());
        return new Field(name, fieldValue(context.content));
    }

    private MetadataOperand fieldValue(FieldValueContext context) {
        if (context.operand != null) {
            return plain(context.operand);
        }
        if (context.number != null) {
            return number(context.number);
        }
        if (context.text != null) {
            return new Text(Spelling.text(context.text.getText()));
        }
        if (context.wrapped != null) {
            return new Wrapped(unbraced(context.wrapped));
        }
        return context.braced != null
                ? braced(context.braced)
                : new Words(context.words.stream().map(Token::getText).toList());
    }

    private MetadataOperand braced(BracedValueContext context) {
        if (context.content == null) {
            return new Inline(
                    new Tuple(false, context.listed.stream().map(this::plain).toList()));
        }
        Type type = module.types().structType(context.elements);
        return new Wrapped(new TypedValue(type, values.value(type, context.content)));
    }

    private TypedValue unbraced(UnbracedValueContext context) {
        Type type = context.scalar != null
                ? module.types().scalarType(context.scalar)
                : module.types().unbracedType(context.unbraced);
        return new TypedValue(type, values.value(type, context.content));
    }

    private static MetadataOperand reference(Token token) {
        return new NodeReference(nodeNumber(token));
    }

    /** The number of the node that a {@code !N} token names. */
    static int nodeNumber(Token token) {
        int number = Spelling.number(token);
        if (number < 0) {
            throw new UnreadableException(token, "`" + token.getText() + "` is no number of a metadata node");
        }
        return number;
    }

    private static MetadataOperand number(Token token) {
        String text = token.getText();
        ValueBuilder.demandShort(token);
        return text.indexOf('.') < 0 ? new WholeNumber(new BigInteger(text)) : new Words(List.of(text));
    }
}
