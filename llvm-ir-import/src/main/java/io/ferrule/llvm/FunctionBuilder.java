package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser.AttachmentContext;
import io.ferrule.grammar.LlvmIrParser.FunctionContext;
import io.ferrule.grammar.LlvmIrParser.FunctionPropertyContext;
import io.ferrule.grammar.LlvmIrParser.ParameterContext;
import io.ferrule.llvm.AttachmentBuilder.Attached;
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

/** Builds functions, declared and defined. */
final class FunctionBuilder {

    private static final Type LABEL = new Type.KeywordType("label");

    private final ModuleScope module;
    private final ValueBuilder constants;
    private final AttachmentBuilder attachments;

    FunctionBuilder(ModuleScope module) {
        this.module = module;
        this.constants = new ValueBuilder(module, ValueBuilder.LocalScope.NONE);
        this.attachments = new AttachmentBuilder(new MetadataBuilder(module, constants));
    }

    Function function(FunctionContext context) {
        List<ParameterContext> parameters = context.parameters;
        boolean variadic = !parameters.isEmpty() && parameters.get(parameters.size() - 1).variadic != null;
        List<ParameterContext> fixed = variadic ? parameters.subList(0, parameters.size() - 1) : parameters;
        List<AttachmentContext> attached = new ArrayList<>(context.early);
        attached.addAll(context.attachments);
        Attached metadata = attachments.attached(attached);
        return new Function(
                module.symbol(context.name),
                module.types().type(context.result),
                fixed.stream().map(this::parameter).toList(),
                variadic,
                module.attributes().qualifiers(context.qualifiers),
                attributes(context),
                section(context),
                references(context),
                metadata.location(),
                metadata.others(),
                body(context, fixed));
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

    private Body body(FunctionContext context, List<ParameterContext> parameters) {
        boolean defined = context.kind.getType() == LlvmIrLexer.DEFINE;
        if (defined != (context.content != null)) {
            throw new UnreadableException(
                    context.kind, defined ? "a definition without a body" : "a declaration with a body");
        }
        LocalNumbers numbers = new LocalNumbers();
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
        Body.Defined body = new BodyBuilder(module, numbers).body(context.content);
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

    private AttributeSet attributes(FunctionContext context) {
        List<Attribute> all = new ArrayList<>();
        for (FunctionPropertyContext property : context.properties) {
            if (property.plain != null) {
                module.attributes().addQualifier(property.plain, all);
            } else if (property.keyword != null) {
                all.add(new Attribute(property.keyword.getText(), Spelling.string(property.text.getText())));
            }
        }
        return module.attributes().checked(context.name, all);
    }

    private static Optional<String> section(FunctionContext context) {
        return context.properties.stream()
                .filter(property -> property.keyword != null && property.keyword.getType() == LlvmIrLexer.SECTION)
                .map(property -> Spelling.string(property.text.getText()))
                .findFirst();
    }

    private List<TypedValue> references(FunctionContext context) {
        return context.properties.stream()
                .filter(property -> property.constant != null)
                .map(property -> constants.typed(property.operand))
                .toList();
    }
}
