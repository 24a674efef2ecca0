package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirParser.InstanceContext;
import io.ferrule.grammar.RustMirParser.ParenthesizedArgumentsContext;
import io.ferrule.grammar.RustMirParser.PathContext;
import io.ferrule.grammar.RustMirParser.PathHeadContext;
import io.ferrule.grammar.RustMirParser.PathStepContext;
import io.ferrule.grammar.RustMirParser.PathTailContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirInstance;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds paths and generic arguments. */
final class PathBuilder {

    private static final int IMPL_AT_PREFIX = "<impl at ".length();
    private static final int PROMOTED_PREFIX = "promoted[".length();

    private final Builders builders;

    PathBuilder(Builders builders) {
        this.builders = builders;
    }

    MirPath path(PathContext context) {
        return path(context, null);
    }

    /** A path, where it is that of a function trait with its arguments. */
    MirPath path(PathContext context, @Nullable ParenthesizedArgumentsContext sugar) {
        List<PathSegment> segments = new ArrayList<>(1 + context.tails.size());
        segments.add(head(context.head));
        for (int i = 0; i < context.tails.size(); i++) {
            PathTailContext tail = context.tails.get(i);
            if (tail.arguments != null) {
                addArguments(segments, tail, builders.arguments().all(tail.arguments));
            } else if (tail.next.arguments == null) {
                segments.add(step(tail.next));
            } else {
                addStepArguments(segments, tail, i + 1 < context.tails.size() ? context.tails.get(i + 1) : null);
            }
        }
        if (sugar != null) {
            addArguments(segments, context, List.of(builders.arguments().parenthesized(sugar)));
        }
        return builders.shared().share(new MirPath(segments));
    }

    private PathSegment head(PathHeadContext context) {
        if (context.plain != null) {
            return name(context.plain.getStart());
        }
        if (context.self != null) {
            return new PathSegment.Qualified(
                    builders.types().type(context.self),
                    Optional.ofNullable(context.trait).map(builders.types()::core));
        }
        return context.numbered != null ? numbered(context.numbered) : implAt(context.implAt);
    }

    private PathSegment step(PathStepContext context) {
        if (context.plain != null) {
            return name(context.plain.getStart());
        }
        if (context.index != null) {
            return name(context.index);
        }
        if (context.promoted != null) {
            String text = context.promoted.getText();
            return new PathSegment.Promoted(Numbers.number(context.promoted, text, PROMOTED_PREFIX, text.length() - 1));
        }
        return context.numbered != null ? numbered(context.numbered) : implAt(context.implAt);
    }

    private PathSegment name(Token token) {
        return builders.shared().share(new PathSegment.Name(builders.shared().share(token.getText()), List.of()));
    }

    private PathSegment numbered(Token token) {
        String text = token.getText();
        int sign = text.lastIndexOf('#');
        return new PathSegment.Numbered(
                builders.shared().share(text.substring(1, sign)),
                Numbers.number(token, text, sign + 1, text.length() - 1),
                List.of());
    }

    private PathSegment implAt(Token token) {
        return builders.shared().share(new PathSegment.ImplAt(builders.spans().span(token, IMPL_AT_PREFIX, 1)));
    }

    private void addStepArguments(List<PathSegment> segments, PathTailContext tail, @Nullable PathTailContext next) {
        List<GenericArgument> arguments = builders.arguments().all(tail.next.arguments);
        if (arguments.size() == 1
                && arguments.get(0) instanceof GenericArgument.Type only
                && isImplementation(only.type(), segments.get(segments.size() - 1), next)) {
            segments.add(new PathSegment.ImplBlock(only.type()));
        } else {
            addArguments(segments, tail, arguments);
        }
    }

    private static boolean isImplementation(MirType type, PathSegment before, @Nullable PathTailContext next) {
        if (type instanceof MirType.Implementation) {
            return true;
        }
        return type instanceof MirType.ImplTrait
                && before instanceof PathSegment.Name module
                && Character.isLowerCase(module.name().codePointAt(0))
                && next != null
                && next.next != null
                && next.next.plain != null;
    }

    private static void addArguments(
            List<PathSegment> segments, ParserRuleContext context, List<GenericArgument> arguments) {
        int last = segments.size() - 1;
        if (segments.get(last) instanceof PathSegment.Name name
                && name.arguments().isEmpty()) {
            segments.set(last, new PathSegment.Name(name.name(), arguments));
        } else if (segments.get(last) instanceof PathSegment.Numbered numbered
                && numbered.arguments().isEmpty()) {
            segments.set(last, new PathSegment.Numbered(numbered.kind(), numbered.number(), arguments));
        } else {
            throw new UnreadableException(context, "generic arguments of something that has none");
        }
    }

    /** A function, or what the compiler made for one. */
    MirInstance instance(InstanceContext context) {
        String shim = context.shim == null
                ? ""
                : "shim"
                        + (context.arguments == null
                                ? ""
                                : builders.text(context.arguments.open, context.arguments.close));
        return new MirInstance(path(context.called), shim);
    }
}
