package io.ferrule.llvm;

import static java.util.Objects.requireNonNull;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.CompareContext;
import io.ferrule.grammar.LlvmIrParser.CompareWordContext;
import io.ferrule.grammar.LlvmIrParser.ElementPointerContext;
import io.ferrule.grammar.LlvmIrParser.ExpressionFlagContext;
import io.ferrule.grammar.LlvmIrParser.InstructionContext;
import io.ferrule.grammar.LlvmIrParser.OperationContext;
import io.ferrule.grammar.LlvmIrParser.PhiContext;
import io.ferrule.grammar.LlvmIrParser.PhiIncomingContext;
import io.ferrule.grammar.LlvmIrParser.SelectContext;
import io.ferrule.grammar.LlvmIrParser.TailContext;
import io.ferrule.grammar.LlvmIrParser.TailValueContext;
import io.ferrule.grammar.LlvmIrParser.VectorContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.AttachmentBuilder.Attached;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.Computation.Binary;
import io.ferrule.program.Computation.Cast;
import io.ferrule.program.Computation.Compare;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.Computation.ExtractValue;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.InsertValue;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Computation.Select;
import io.ferrule.program.Computation.Unary;
import io.ferrule.program.Computation.VariadicArgument;
import io.ferrule.program.Computation.VectorOperation;
import io.ferrule.program.Header;
import io.ferrule.program.Instruction;
import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds instructions: computations here, other families in builders of their own. */
final class InstructionBuilder {

    private static final Set<String> INTEGER_PREDICATES = Set.of("eq ne ugt uge ult ule sgt sge slt sle".split(" "));
    private static final Set<String> FLOATING_PREDICATES =
            Set.of("oeq ogt oge olt ole one ord ueq ugt uge ult ule une uno true false".split(" "));

    private final ModuleScope module;
    private final LocalNumbers numbers;
    private final ValueBuilder values;
    private final MetadataBuilder metadata;
    private final AttachmentBuilder attachments;
    private final ControlBuilder control;
    private final CallBuilder calls;
    private final MemoryBuilder memory;

    InstructionBuilder(ModuleScope module, LocalNumbers numbers) {
        this.module = module;
        this.numbers = numbers;
        this.values = new ValueBuilder(module, numbers);
        this.metadata = new MetadataBuilder(module, values);
        this.attachments = new AttachmentBuilder(module, metadata);
        this.control = new ControlBuilder(module, numbers, values);
        this.calls = new CallBuilder(module, numbers, values, metadata);
        this.memory = new MemoryBuilder(module, values);
    }

    MetadataBuilder metadata() {
        return metadata;
    }

    Instruction instruction(InstructionContext context, int result) {
        OperationContext body = context.body;
        Tails tails = Tails.of(context.tails, allowedTails(body));
        Header header = header(result, tails);
        if (body.control != null) {
            return control.terminator(body.control, header);
        }
        if (body.invocation != null) {
            return calls.call(body.invocation, header);
        }
        if (body.pad != null || body.landing != null) {
            return body.pad != null ? calls.funclet(body.pad, header) : control.landingPad(body.landing, header);
        }
        return body.access != null ? memory.memory(body.access, header, tails) : computation(body, header, tails);
    }

    private static Set<Tails.Kind> allowedTails(OperationContext body) {
        if (body.access != null) {
            return switch (body.access.opcode.getType()) {
                case LlvmIrLexer.ALLOCA -> Tails.ALLOCA;
                case LlvmIrLexer.FENCE -> Tails.NOTHING;
                default -> Tails.WORDS;
            };
        }
        if (body.elements != null || body.lanes != null) {
            return Tails.OPERANDS;
        }
        if (body.aggregated != null) {
            return Tails.INDICES;
        }
        return body.joined != null ? Tails.PHI : Tails.NOTHING;
    }

    private Header header(int result, Tails tails) {
        Attached attached = attachments.attached(tails.attachments());
        return Header.of(result, attached.location(), attached.others());
    }

    private Instruction computation(OperationContext body, Header header, Tails tails) {
        if (body.calculation != null) {
            TypedValue left = values.typed(body.calculation.left);
            return new Binary(
                    header,
                    opcode(body.calculation.opcode),
                    module.attributes().plainWords(body.calculation.flags),
                    left.type(),
                    left.value(),
                    values.value(left.type(), body.calculation.right));
        }
        if (body.single != null) {
            AttributeSet flags = module.attributes().plainWords(body.single.flags);
            return new Unary(header, opcode(body.single.opcode), flags, values.typed(body.single.operand));
        }
        if (body.comparison != null) {
            return compare(body.comparison, header);
        }
        if (body.conversion != null) {
            return new Cast(
                    header,
                    opcode(body.conversion.opcode),
                    module.attributes().plainWords(body.conversion.flags),
                    values.typed(body.conversion.operand),
                    module.types().type(body.conversion.target));
        }
        return body.elements != null ? elementPointer(body.elements, header, tails) : choice(body, header, tails);
    }

    private Instruction choice(OperationContext body, Header header, Tails tails) {
        if (body.joined != null) {
            return phi(body.joined, header, tails);
        }
        if (body.choice != null) {
            return select(body.choice, header);
        }
        if (body.aggregated != null) {
            return aggregate(body, header, tails);
        }
        if (body.lanes != null) {
            return vectorOperation(body.lanes, header, tails);
        }
        return new VariadicArgument(
                header, values.pointer(body.variadic.list), module.types().type(body.variadic.requested));
    }

    private Instruction select(SelectContext context, Header header) {
        TypedValue ifTrue = values.typed(context.ifTrue);
        TypedValue ifFalse = values.typed(context.ifFalse);
        if (!ifTrue.type().equals(ifFalse.type())) {
            throw new UnreadableException(context.opcode, "both values of a select are of one type");
        }
        return new Select(
                header,
                module.attributes().plainWords(context.flags),
                values.typed(context.condition),
                ifTrue,
                ifFalse);
    }

    private Instruction vectorOperation(VectorContext context, Header header, Tails tails) {
        List<TypedValue> all = new ArrayList<>(values.typed(context.values));
        all.addAll(operands(tails));
        if (all.size() != (context.opcode.getType() == LlvmIrLexer.EXTRACTELEMENT ? 2 : 3)) {
            throw new UnreadableException(context.opcode, "a vector operation of " + all.size() + " operands");
        }
        return new VectorOperation(header, opcode(context.opcode), all);
    }

    private Instruction compare(CompareContext context, Header header) {
        List<CompareWordContext> words = context.flags;
        if (words.isEmpty()) {
            throw new UnreadableException(context.opcode, "a comparison without a predicate");
        }
        List<Attribute> flags = new ArrayList<>();
        for (CompareWordContext word : words.subList(0, words.size() - 1)) {
            flags.add(new Attribute(module.names().word(word.text), ""));
        }
        String predicate = module.names().word(words.get(words.size() - 1).text);
        boolean integers = context.opcode.getType() == LlvmIrLexer.ICMP;
        if (!(integers ? INTEGER_PREDICATES : FLOATING_PREDICATES).contains(predicate)) {
            throw new UnreadableException(context.opcode, "`" + predicate + "` is no predicate");
        }
        TypedValue left = values.typed(context.left);
        return new Compare(
                header,
                opcode(context.opcode),
                module.attributes().share(flags),
                predicate,
                left.type(),
                left.value(),
                values.value(left.type(), context.right));
    }

    private Instruction elementPointer(ElementPointerContext context, Header header, Tails tails) {
        List<Attribute> flags = new ArrayList<>();
        for (ExpressionFlagContext flag : context.flags) {
            flags.add(new Attribute(values.flags(List.of(flag)).get(0), ""));
        }
        return new ElementPointer(
                header,
                module.attributes().share(flags),
                module.types().type(context.source),
                values.pointer(context.base),
                operands(tails));
    }

    private Instruction phi(PhiContext context, Header header, Tails tails) {
        Type type = module.types().type(context.valueIsOf);
        List<Incoming> incoming = new ArrayList<>(1 + tails.incoming().size());
        incoming.add(incoming(type, context.first));
        for (PhiIncomingContext entry : tails.incoming()) {
            incoming.add(incoming(type, entry));
        }
        return new Phi(header, module.attributes().plainWords(context.flags), type, incoming);
    }

    private Incoming incoming(Type type, PhiIncomingContext context) {
        return new Incoming(values.value(type, context.content), numbers.block(context.block));
    }

    private Instruction aggregate(OperationContext body, Header header, Tails tails) {
        if (tails.indices().isEmpty()) {
            throw new UnreadableException(body.aggregated.opcode, "an aggregate access without an index");
        }
        List<Integer> indices = new ArrayList<>(tails.indices().size());
        for (TailContext index : tails.indices()) {
            indices.add(index(index));
        }
        TypedValue whole = values.typed(body.aggregated.whole);
        return body.aggregated.element == null
                ? new ExtractValue(header, whole, indices)
                : new InsertValue(header, whole, values.typed(body.aggregated.element), indices);
    }

    private static Integer index(TailContext context) {
        Token token = requireNonNull(context.index);
        try {
            return Integer.parseUnsignedInt(token.getText());
        } catch (NumberFormatException e) {
            throw new UnreadableException(token, "`" + token.getText() + "` is no index");
        }
    }

    private List<TypedValue> operands(Tails tails) {
        List<TypedValue> operands = new ArrayList<>(tails.operands().size());
        for (TailValueContext context : tails.operands()) {
            operands.add(tailValue(context, module, values));
        }
        return operands;
    }

    /** The typed value of a tail. */
    static TypedValue tailValue(TailValueContext context, ModuleScope module, ValueBuilder values) {
        Type type = context.scalar != null
                ? module.types().scalarType(context.scalar)
                : module.types().vectorType(context.lanes.lanes);
        return new TypedValue(type, values.value(type, context.content));
    }

    /** The opcode that a keyword token stands for. */
    static Opcode opcode(Token keyword) {
        return Keywords.opcode(keyword.getType());
    }
}
