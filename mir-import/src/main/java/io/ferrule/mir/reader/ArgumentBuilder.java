package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.ArrayLengthContext;
import io.ferrule.grammar.RustMirParser.ConstantArgumentContext;
import io.ferrule.grammar.RustMirParser.CoreContext;
import io.ferrule.grammar.RustMirParser.FieldValuesContext;
import io.ferrule.grammar.RustMirParser.GenericArgumentContext;
import io.ferrule.grammar.RustMirParser.GenericArgumentsContext;
import io.ferrule.grammar.RustMirParser.ParenthesizedArgumentsContext;
import io.ferrule.grammar.RustMirParser.PathContext;
import io.ferrule.grammar.RustMirParser.TypeContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds generic arguments, and the lengths of arrays. */
final class ArgumentBuilder {

    /** With a space before it this is one token, {@code CAST_KIND}. */
    private static final Pattern LIKE_A_CAST =
            Pattern.compile("\\([A-Z][A-Za-z]+(\\([A-Z][A-Za-z]+(\\([A-Z][A-Za-z]+\\))?(, [A-Z][A-Za-z]+)?\\))?\\)");

    private final Builders builders;

    ArgumentBuilder(Builders builders) {
        this.builders = builders;
    }

    List<GenericArgument> all(GenericArgumentsContext context) {
        List<GenericArgument> arguments = new ArrayList<>(context.elements.size());
        for (GenericArgumentContext element : context.elements) {
            arguments.add(argument(element));
        }
        return arguments;
    }

    private GenericArgument argument(GenericArgumentContext context) {
        if (context.lifetime != null) {
            return builders.shared()
                    .share(new GenericArgument.Lifetime(builders.shared().share(context.lifetime.getText())));
        }
        GenericArgument plain = argument(context.plain);
        if (context.bound == null && context.bounds.isEmpty()) {
            return plain;
        }
        if (plain instanceof GenericArgument.Type type && type.type() instanceof MirType.Named named) {
            return context.bound != null
                    ? new GenericArgument.Binding(named.path(), argument(context.bound))
                    : new GenericArgument.Bounded(named.path(), builders.types().bounds(context.bounds));
        }
        throw new UnreadableException(context, "only an associated type or constant can be bound");
    }

    /** A type unless something in it makes it a constant. */
    private GenericArgument argument(ConstantArgumentContext context) {
        return builders.shared()
                .share(
                        isConstant(context)
                                ? new GenericArgument.Value(constant(context))
                                : new GenericArgument.Type(builders.types().type(context.typed)));
    }

    /** Looks at what the argument itself is made of; the arguments in it are asked on their own. */
    private static boolean isConstant(ConstantArgumentContext context) {
        if (context.typed == null) {
            return true;
        }
        CoreContext core = context.typed.head;
        return context.typed.tails.stream().anyMatch(tail -> tail.fields != null)
                || (core.array != null && core.length == null && core.elements.size() != 1)
                || core.elements.stream().anyMatch(ArgumentBuilder::isConstant)
                || (core.sugar != null && core.sugar.parameters.stream().anyMatch(ArgumentBuilder::isConstant));
    }

    private MirConstant constant(ConstantArgumentContext context) {
        if (context.literal != null) {
            return builders.constants().literal(context.literal.spelled);
        }
        return context.braced != null ? expression(context) : constant(context.typed);
    }

    /** A constant that is spelled like a type. */
    private MirConstant constant(TypeContext context) {
        CoreContext core = context.head;
        boolean plain = context.tails.isEmpty() && core.pattern == null;
        if (core.named != null && context.tails.size() <= 1) {
            MirPath path = builders.paths().path(core.named);
            if (plain) {
                return core.sugar == null ? new MirConstant.Item(path) : constructor(path, core.sugar);
            }
            var tail = context.tails.get(0);
            if (core.sugar == null && tail.fields != null) {
                return structure(path, fieldName(tail.item), tail.fields);
            }
        }
        if (plain && core.tuple != null) {
            TypeBuilder.demandCommas(core, core.elements.size(), core.commas.size());
            return new MirConstant.Tuple(constants(core.elements));
        }
        if (plain && core.array != null && core.length == null) {
            return new MirConstant.Array(constants(core.elements));
        }
        throw new UnreadableException(context, "neither a type nor a constant");
    }

    private MirConstant constructor(MirPath path, ParenthesizedArgumentsContext arguments) {
        if (arguments.result != null) {
            throw new UnreadableException(arguments, "a constant has no result");
        }
        return new MirConstant.Constructor(path, constants(arguments.parameters));
    }

    private String fieldName(PathContext context) {
        if (!context.tails.isEmpty() || context.head.plain == null) {
            throw new UnreadableException(context, "a field has a plain name");
        }
        return builders.text(context.getStart());
    }

    private MirConstant structure(MirPath path, String firstKey, FieldValuesContext context) {
        List<MirConstant> values = constants(context.values);
        List<MirConstant.Field> fields = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            String key =
                    i == 0 ? firstKey : builders.text(context.keys.get(i - 1).getStart());
            fields.add(new MirConstant.Field(key, values.get(i)));
        }
        return new MirConstant.Structure(path, false, fields);
    }

    private List<MirConstant> constants(List<ConstantArgumentContext> contexts) {
        return contexts.stream().map(this::constant).toList();
    }

    private MirConstant expression(ParserRuleContext context) {
        return expression(context, context);
    }

    /** An expression over generic constants, from one part of it to another. */
    MirConstant expression(ParserRuleContext from, ParserRuleContext to) {
        String text = demandNoCast(from, to);
        return new MirConstant.Expression(text.strip());
    }

    /** The text from one part to another, which must not be another token where a space stands before it. */
    String demandNoCast(ParserRuleContext from, ParserRuleContext to) {
        String text = builders.text(from.getStart(), to.getStop());
        if (LIKE_A_CAST.matcher(text).lookingAt()) {
            throw new UnreadableException(from, "this has one space before it where rustc writes it");
        }
        return text;
    }

    /** A number or a path, else an expression. */
    GenericArgument length(ArrayLengthContext context) {
        if (context.operation != null || context.other != null) {
            return new GenericArgument.Value(expression(context));
        }
        return builders.shared()
                .share(
                        context.item == null
                                ? new GenericArgument.Value(builders.constants().literal(context.literal.spelled))
                                : new GenericArgument.Type(builders.shared()
                                        .share(new MirType.Named(
                                                builders.paths().path(context.item)))));
    }

    /** The arguments of a trait of functions. */
    GenericArgument parenthesized(ParenthesizedArgumentsContext context) {
        return new GenericArgument.Parenthesized(
                types(context.parameters), Optional.ofNullable(context.result).map(builders.types()::core));
    }

    List<MirType> types(List<ConstantArgumentContext> contexts) {
        List<MirType> types = new ArrayList<>(contexts.size());
        for (ConstantArgumentContext context : contexts) {
            types.add(type(context));
        }
        return types;
    }

    MirType type(ConstantArgumentContext context) {
        if (context.typed == null) {
            throw new UnreadableException(context, "a constant stands where a type must");
        }
        return builders.types().type(context.typed);
    }
}
