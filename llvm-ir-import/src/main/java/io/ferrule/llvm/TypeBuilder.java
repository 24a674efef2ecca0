package io.ferrule.llvm;

import io.ferrule.grammar.LightContext;
import io.ferrule.grammar.LlvmIrParser.AggregateTypeContext;
import io.ferrule.grammar.LlvmIrParser.FunctionSuffixContext;
import io.ferrule.grammar.LlvmIrParser.LaneTypesContext;
import io.ferrule.grammar.LlvmIrParser.ParameterTypeContext;
import io.ferrule.grammar.LlvmIrParser.ScalarTypeContext;
import io.ferrule.grammar.LlvmIrParser.StructBodyContext;
import io.ferrule.grammar.LlvmIrParser.TypeContext;
import io.ferrule.grammar.LlvmIrParser.UnbracedTypeContext;
import io.ferrule.grammar.LlvmIrParser.ValueTypeContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.program.Type;
import io.ferrule.program.Type.ArrayType;
import io.ferrule.program.Type.FloatingType;
import io.ferrule.program.Type.FunctionType;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Type.KeywordType;
import io.ferrule.program.Type.NamedType;
import io.ferrule.program.Type.PointerType;
import io.ferrule.program.Type.StructType;
import io.ferrule.program.Type.TargetType;
import io.ferrule.program.Type.VectorType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds types; equal types of one module share one instance. */
final class TypeBuilder {

    private static final Type METADATA = new KeywordType("metadata");
    private static final long WIDEST_INTEGER = 1 << 23; // MAX_INT_BITS of LLVM

    private final ModuleNames names;
    private final SpellingMap<Type> spelled;
    private final Map<Type, Type> shared = new HashMap<>();
    private final Map<String, Integer> named = new LinkedHashMap<>();

    TypeBuilder(SourceText text, ModuleNames names) {
        this.names = names;
        this.spelled = new SpellingMap<>(text);
    }

    Type type(TypeContext context) {
        if (context.basic != null) {
            return context.suffix == null
                    ? valueType(context.basic)
                    : known(context, all -> withSuffix(valueType(all.basic), all.suffix));
        }
        Type head = context.keyword != null ? Type.VOID : METADATA;
        return withSuffix(head, context.suffix);
    }

    /** Types are what they are spelled, and most are spelled again and again. */
    private <C extends LightContext> Type known(C context, Function<C, Type> builder) {
        int from = context.getStart().getStartIndex();
        int to = context.getStop().getStopIndex() + 1;
        Type known = spelled.find(from, to);
        if (known == null) {
            known = builder.apply(context);
            spelled.put(from, to, known);
        }
        return known;
    }

    Type scalarType(ScalarTypeContext context) {
        return context.pointer != null && context.space == null ? Type.POINTER : known(context, this::newScalarType);
    }

    private Type newScalarType(ScalarTypeContext context) {
        if (context.integer != null) {
            return share(new IntegerType((int) number(context.integer, 1, 1, WIDEST_INTEGER)));
        }
        if (context.pointer != null) {
            return share(new PointerType((int) number(context.space, 0, 0, Integer.MAX_VALUE)));
        }
        if (context.floating != null) {
            return share(new FloatingType(context.floating.getText()));
        }
        return context.keyword != null ? share(new KeywordType(context.keyword.getText())) : targetType(context);
    }

    Type vectorType(LaneTypesContext context) {
        return share(new VectorType(
                context.scalable != null, number(context.count, 0, 1, Integer.MAX_VALUE), type(context.element)));
    }

    Type unbracedType(UnbracedTypeContext context) {
        return known(context, this::newUnbracedType);
    }

    private Type newUnbracedType(UnbracedTypeContext context) {
        if (context.named != null) {
            return share(new NamedType(name(context.named)));
        }
        if (context.packed != null) {
            return structType(true, context.packed);
        }
        return context.lanes != null
                ? vectorType(context.lanes)
                : share(new ArrayType(number(context.count, 0, 0, Long.MAX_VALUE), type(context.element)));
    }

    private String name(Token token) {
        String name = names.name(token);
        named.putIfAbsent(name, token.getStartIndex());
        return name;
    }

    /** Each name of a type that was used, with the byte where it first was. */
    Map<String, Integer> named() {
        return Collections.unmodifiableMap(named);
    }

    Type structType(List<TypeContext> elements) {
        return share(new StructType(false, types(elements)));
    }

    Type valueType(ValueTypeContext context) {
        return context.scalar != null ? scalarType(context.scalar) : aggregateType(context.composite);
    }

    private Type aggregateType(AggregateTypeContext context) {
        return context.struct != null
                ? known(context.struct, struct -> structType(false, struct))
                : unbracedType(context.unbraced);
    }

    private Type structType(boolean packed, StructBodyContext context) {
        return share(new StructType(packed, types(context.elements)));
    }

    private List<Type> types(List<TypeContext> contexts) {
        return contexts.stream().map(this::type).toList();
    }

    private Type targetType(ScalarTypeContext context) {
        List<Type> types = context.targetParameters.stream()
                .filter(parameter -> parameter.plain != null)
                .map(parameter -> type(parameter.plain))
                .toList();
        List<Long> numbers = context.targetParameters.stream()
                .filter(parameter -> parameter.number != null)
                .map(parameter -> number(parameter.number, 0, 0, Long.MAX_VALUE))
                .toList();
        return share(new TargetType(Spelling.string(context.targetName.getText()), types, numbers));
    }

    private Type withSuffix(Type head, @Nullable FunctionSuffixContext suffix) {
        if (suffix == null) {
            return head;
        }
        List<ParameterTypeContext> parameters = suffix.parameters;
        boolean variadic = !parameters.isEmpty() && parameters.get(parameters.size() - 1).variadic != null;
        List<ParameterTypeContext> fixed = variadic ? parameters.subList(0, parameters.size() - 1) : parameters;
        return share(
                new FunctionType(head, fixed.stream().map(this::parameterType).toList(), variadic));
    }

    private Type parameterType(ParameterTypeContext context) {
        if (context.variadic != null) {
            throw new UnreadableException(context.variadic, "`...` stands last or not at all");
        }
        return type(context.plain);
    }

    private Type share(Type type) {
        Type known = shared.putIfAbsent(type, type);
        return known == null ? type : known;
    }

    private static long number(Token token, int skip, long least, long most) {
        try {
            long value = Long.parseLong(token.getText().substring(skip));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through: no long is as large as that.
        }
        throw new UnreadableException(token, "`" + token.getText() + "` is out of range");
    }
}
