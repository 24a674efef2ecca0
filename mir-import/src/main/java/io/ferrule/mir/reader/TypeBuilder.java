package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.AnonymousTypeContext;
import io.ferrule.grammar.RustMirParser.CoreContext;
import io.ferrule.grammar.RustMirParser.FunctionParameterContext;
import io.ferrule.grammar.RustMirParser.FunctionTypeContext;
import io.ferrule.grammar.RustMirParser.PatternBoundContext;
import io.ferrule.grammar.RustMirParser.TypeBoundContext;
import io.ferrule.grammar.RustMirParser.TypeContext;
import io.ferrule.grammar.RustMirParser.TypePatternContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Span;
import io.ferrule.mir.TypeBound;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds types. */
final class TypeBuilder {

    private final Builders builders;

    TypeBuilder(Builders builders) {
        this.builders = builders;
    }

    /** A type with what follows it. */
    MirType type(TypeContext context) {
        MirType type = core(context.head);
        for (var tail : context.tails) {
            if (tail.fields != null || tail.addend != null) {
                throw new UnreadableException(tail, "a constant stands where a type must");
            }
            if (tail.bound != null) {
                type = TypeTails.withBound(tail, type, bound(tail.bound));
            } else if (tail.method != null) {
                type = TypeTails.withMethod(tail, type, builders.paths().path(tail.item));
            } else if (tail.item != null) {
                type = TypeTails.withItem(tail, type, builders.paths().path(tail.item));
            } else {
                type = new MirType.Implementation(type, core(tail.implementor));
            }
            type = share(type);
        }
        return type;
    }

    /** A type without what follows it. */
    MirType core(CoreContext context) {
        if (context.named != null) {
            return share(new MirType.Named(builders.paths().path(context.named, context.sugar)));
        }
        if (context.inner != null) {
            return share(wrapped(context, core(context.inner)));
        }
        if (context.array != null) {
            if (context.elements.size() != 1) {
                throw new UnreadableException(context, "an array of one type and its length, or a slice");
            }
            MirType element = builders.arguments().type(context.elements.get(0));
            return share(
                    context.length == null
                            ? new MirType.Slice(element)
                            : new MirType.Array(element, builders.arguments().length(context.length)));
        }
        if (context.tuple != null) {
            return share(tuple(context));
        }
        return context.bound != null ? share(withBound(context)) : share(other(context));
    }

    private MirType wrapped(CoreContext context, MirType inner) {
        if (context.reference != null) {
            return new MirType.Reference(text(context.lifetime), context.mutable != null, inner);
        }
        if (context.pointer != null) {
            return new MirType.RawPointer(context.mutable != null, inner);
        }
        if (context.unsafe != null) {
            return new MirType.UnsafeBinder(
                    context.lifetimes.stream().map(this::text).toList(), inner);
        }
        return context.binder != null
                ? new MirType.ForAll(context.lifetimes.stream().map(this::text).toList(), text(context.modifier), inner)
                : new MirType.WithTargetFeatures(inner);
    }

    private MirType withBound(CoreContext context) {
        List<TypeBound> bounds = List.of(bound(context.bound));
        return context.dynamic != null ? new MirType.DynamicTrait(bounds) : new MirType.ImplTrait(bounds);
    }

    private MirType other(CoreContext context) {
        if (context.never != null) {
            return MirType.NEVER;
        }
        if (context.elided != null) {
            return new MirType.Elided();
        }
        return context.callable != null
                ? functionPointer(context.callable, context.unsafe != null)
                : anonymous(context.anonymous);
    }

    private MirType tuple(CoreContext context) {
        List<MirType> elements = builders.arguments().types(context.elements);
        if (isParenthesized(context)) {
            MirType only = elements.get(0);
            if (context.pattern != null) {
                return new MirType.Restricted(only, pattern(context.pattern));
            }
            if (only instanceof MirType.DynamicTrait) {
                return only;
            }
            throw new UnreadableException(context, "these brackets enclose no tuple");
        }
        if (context.pattern != null) {
            throw new UnreadableException(context, "a pattern on a tuple");
        }
        demandCommas(context, elements.size(), context.commas.size());
        return new MirType.Tuple(elements);
    }

    private static boolean isParenthesized(CoreContext context) {
        return context.tuple != null && context.elements.size() == 1 && context.commas.isEmpty();
    }

    /** A comma behind the last element marks a tuple of one, and stands nowhere else. */
    static void demandCommas(ParserRuleContext context, int elements, int commas) {
        if (elements == 1 ? commas != 1 : commas != Math.max(0, elements - 1)) {
            throw new UnreadableException(context, "the commas of this tuple are wrong");
        }
    }

    private MirType functionPointer(FunctionTypeContext context, boolean unsafe) {
        List<FunctionParameterContext> parameters = context.parameters;
        boolean variadic = !parameters.isEmpty() && isEllipsis(parameters.get(parameters.size() - 1));
        List<MirType> fixed = parameters.subList(0, parameters.size() - (variadic ? 1 : 0)).stream()
                .map(parameter -> type(parameter.typed))
                .toList();
        return new MirType.FunctionPointer(
                unsafe,
                context.abi == null ? "" : unquoted(context.abi),
                fixed,
                variadic,
                context.result == null ? MirType.UNIT : core(context.result));
    }

    private static boolean isEllipsis(FunctionParameterContext parameter) {
        return parameter.typed.head.elided != null && parameter.typed.tails.isEmpty();
    }

    private String unquoted(Token string) {
        String text = string.getText();
        return builders.shared().share(text.substring(1, text.length() - 1));
    }

    /** A closure or coroutine. */
    MirType anonymous(AnonymousTypeContext context) {
        if (context.at == null) {
            String open = context.open.getText();
            boolean body = context.open.getType() == RustMirLexer.BODY_OF;
            String kind =
                    builders.shared().share(open.substring(1, open.length() - (body ? " of ".length() : "@".length())));
            return body
                    ? new MirType.BodyOf(kind, builders.paths().path(context.item))
                    : new MirType.AnonymousItem(kind, builders.paths().path(context.item));
        }
        String text = context.at.getText();
        int at = text.indexOf('@');
        String kind = builders.shared().share(text.substring(1, at));
        return new MirType.Anonymous(
                kind,
                context.at.getType() == RustMirLexer.ANONYMOUS_ELIDED
                        ? Span.NONE
                        : builders.spans().span(context.at, at + 1, suffix(text)));
    }

    /** What follows the place: a bracket, and in some forms a number, {@code (#0)}. */
    private static int suffix(String text) {
        int number = text.lastIndexOf(" (#");
        return number > 0 && text.endsWith(")}") ? text.length() - number : 1;
    }

    List<TypeBound> bounds(List<TypeBoundContext> contexts) {
        return contexts.stream().map(this::bound).toList();
    }

    private TypeBound bound(TypeBoundContext context) {
        if (context.lifetime != null) {
            return new TypeBound.Outlives(text(context.lifetime));
        }
        boolean parenthesized = isParenthesized(context.trait);
        if (parenthesized) {
            builders.arguments().demandNoCast(context.trait, context.trait);
        }
        MirType trait = parenthesized && context.trait.pattern == null
                ? builders.arguments().type(context.trait.elements.get(0))
                : core(context.trait);
        return new TypeBound.Trait(
                text(context.modifier), trait, parenthesized && !(trait instanceof MirType.DynamicTrait));
    }

    /** A pattern as text, with the spaces that rustc prints. */
    String pattern(TypePatternContext context) {
        StringBuilder text = new StringBuilder();
        appendPattern(context, text);
        return builders.shared().share(text.toString());
    }

    private static void appendPattern(TypePatternContext context, StringBuilder text) {
        if (context.range != null) {
            text.append(bound(context.from)).append(context.range.getText()).append(bound(context.to));
        } else if (context.not != null) {
            text.append('!').append(context.what.getText());
        } else {
            text.append('(');
            for (int i = 0; i < context.alternatives.size(); i++) {
                text.append(i == 0 ? "" : " | ");
                appendPattern(context.alternatives.get(i), text);
            }
            text.append(')');
        }
    }

    private static String bound(@Nullable PatternBoundContext context) {
        return context == null ? "" : context.words.stream().map(Token::getText).collect(Collectors.joining("::"));
    }

    private String text(@Nullable Token token) {
        return token == null ? "" : builders.shared().share(token.getText());
    }

    private MirType share(MirType type) {
        return builders.shared().share(type);
    }
}
