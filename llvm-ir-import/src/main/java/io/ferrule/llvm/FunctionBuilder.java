package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.AttachmentContext;
import io.ferrule.grammar.LlvmIrParser.BodyItemContext;
import io.ferrule.grammar.LlvmIrParser.FunctionHeadContext;
import io.ferrule.grammar.LlvmIrParser.FunctionPropertyContext;
import io.ferrule.grammar.LlvmIrParser.ParameterContext;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.llvm.AttachmentBuilder.Attached;
import io.ferrule.llvm.Shapes.Shape;
import io.ferrule.program.Attribute;
import io.ferrule.program.AttributeSet;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Body;
import io.ferrule.program.Function;
import io.ferrule.program.Parameter;
import io.ferrule.program.Terminator.Return;
import io.ferrule.program.Type;
import io.ferrule.program.TypedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Builds functions, declared and defined. */
final class FunctionBuilder {

    private static final Type LABEL = new Type.KeywordType("label");

    private final TokenTable tokens;
    private final ModuleScope module;
    private final ValueBuilder constants;
    private final AttachmentBuilder attachments;
    private final Shapes<FunctionHeadContext> heads;
    private final Shapes<BodyItemContext> items;

    FunctionBuilder(TokenTable tokens, ModuleScope module) {
        this.tokens = tokens;
        this.module = module;
        this.constants = new ValueBuilder(module, ValueBuilder.LocalScope.NONE);
        this.attachments = new AttachmentBuilder(module, new MetadataBuilder(module, constants));
        this.heads = new Shapes<>(tokens, LlvmIrParser::functionHead, new IntervalSet(Token.EOF, LlvmIrLexer.LBRACE));
        this.items = BodyBuilder.items(tokens);
    }

    /** The symbol of a function, and the token behind its head. */
    record Head(String symbol, int bodyFrom) {}

    /**
     * The head of a function.
     *
     * @throws UnreadableException if the entity does not begin with one
     */
    Head head(Entity entity) {
        Shape<FunctionHeadContext> head = heads.at(entity.from(), entity.to());
        heads.focus(entity.from(), entity.to());
        return new Head(module.symbol(head.tree().name), entity.from() + head.length());
    }

    /**
     * The function that the entity is, without its body.
     *
     * @throws UnreadableException if its head is none
     */
    Function unread(Entity entity) {
        FunctionHeadContext head = heads.at(entity.from(), entity.to()).tree();
        heads.focus(entity.from(), entity.to());
        return function(head, fixed(head), new Body.Unread());
    }

    /**
     * The function that the entity is.
     *
     * @throws UnreadableException if it is none from its first to its last token
     */
    Function function(Entity entity) {
        Shape<FunctionHeadContext> head = heads.at(entity.from(), entity.to());
        heads.focus(entity.from(), entity.to());
        return function(head.tree(), entity.from() + head.length(), entity.to());
    }

    private Function function(FunctionHeadContext context, int bodyFrom, int to) {
        List<ParameterContext> fixed = fixed(context);
        return function(context, fixed, body(context, fixed, bodyFrom, to));
    }

    /** The parameters but for the dots behind them. */
    private static List<ParameterContext> fixed(FunctionHeadContext context) {
        List<ParameterContext> parameters = context.parameters;
        boolean variadic = !parameters.isEmpty() && parameters.get(parameters.size() - 1).variadic != null;
        return variadic ? parameters.subList(0, parameters.size() - 1) : parameters;
    }

    /**
     * The function of a head and a body, which was built first: a file that was cut off is to be called that. What is not
     * read refers to nothing.
     */
    private Function function(FunctionHeadContext context, List<ParameterContext> fixed, Body body) {
        List<AttachmentContext> attached = new ArrayList<>(context.early);
        attached.addAll(context.attachments);
        Attached metadata = attachments.attached(attached);
        return new Function(
                module.symbol(context.name),
                module.types().type(context.result),
                fixed.stream().map(this::parameter).toList(),
                fixed.size() < context.parameters.size(),
                module.attributes().qualifiers(context.qualifiers),
                attributes(context),
                section(context),
                body instanceof Body.Unread ? List.of() : references(context),
                metadata.location(),
                metadata.others(),
                body);
    }

    private Parameter parameter(ParameterContext context) {
        if (context.variadic != null) {
            throw new UnreadableException(context.variadic, "`...` stands last or not at all");
        }
        Type type = module.types().type(context.plain);
        if (type.equals(Type.VOID) || type.equals(LABEL) || type instanceof Type.FunctionType) {
            throw new UnreadableException(context.getStart(), "no value is of this type");
        }
        return new Parameter(type, module.attributes().words(context.attributes));
    }

    private Body body(FunctionHeadContext context, List<ParameterContext> parameters, int from, int to) {
        boolean defined = context.kind.getType() == LlvmIrLexer.DEFINE;
        if (from < to && tokens.kind(from) != LlvmIrLexer.LBRACE) {
            throw new UnreadableException(tokens.start(from), "did not expect `" + tokens.spelling(from) + "`");
        }
        if (defined != from < to) {
            throw new UnreadableException(
                    context.kind, defined ? "a definition without a body" : "a declaration with a body");
        }
        LocalNumbers numbers = new LocalNumbers(module.names());
        for (ParameterContext parameter : parameters) {
            if (parameter.name != null) {
                numbers.addLocal(parameter.name);
            } else {
                numbers.addUnnamedLocal(parameter.getStart());
            }
        }
        if (!defined) {
            return new Body.Declared();
        }
        Body.Defined body = new BodyBuilder(tokens, items, module, numbers).body(from + 1, to);
        demandReturns(body, module.types().type(context.result), context.name);
        return body;
    }

    private static void demandReturns(Body.Defined body, Type result, Token place) {
        for (BasicBlock block : body.blocks()) {
            if (block.terminator() instanceof Return end
                    && !end.value().map(TypedValue::type).orElse(Type.VOID).equals(result)) {
                throw new UnreadableException(place, "a `ret` is not of the result type of this function");
            }
        }
    }

    private AttributeSet attributes(FunctionHeadContext context) {
        List<Attribute> all = new ArrayList<>();
        for (FunctionPropertyContext property : context.properties) {
            if (property.plain != null) {
                module.attributes().addQualifier(property.plain, all);
            } else if (property.constant != null && property.constant.getType() == LlvmIrLexer.PROLOGUE) {
                all.add(new Attribute(property.constant.getText(), ""));
            } else if (property.keyword != null) {
                all.add(new Attribute(property.keyword.getText(), Spelling.string(property.text.getText())));
            }
        }
        return module.attributes().checked(context.name, all);
    }

    private static Optional<String> section(FunctionHeadContext context) {
        return context.properties.stream()
                .filter(property -> property.keyword != null && property.keyword.getType() == LlvmIrLexer.SECTION)
                .map(property -> Spelling.string(property.text.getText()))
                .findFirst();
    }

    private List<TypedValue> references(FunctionHeadContext context) {
        return context.properties.stream()
                .filter(property -> property.constant != null)
                .map(property -> constants.typed(property.operand))
                .toList();
    }
}
