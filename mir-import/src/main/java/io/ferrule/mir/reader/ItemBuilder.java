package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.FunctionContext;
import io.ferrule.grammar.RustMirParser.FunctionHeadContext;
import io.ferrule.grammar.RustMirParser.ParameterContext;
import io.ferrule.grammar.RustMirParser.ValueContext;
import io.ferrule.grammar.RustMirParser.ValueHeadContext;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds items: functions, constants and statics. */
final class ItemBuilder {

    /** What is known of an item before its contents are read. */
    private static final MirContents NOTHING = new MirContents.Code(List.of(), List.of(), List.of(), List.of());

    private final Builders builders;
    private final BodyBuilder bodies;

    ItemBuilder(Builders builders, TokenTable tokens) {
        this.builders = builders;
        this.bodies = new BodyBuilder(builders, tokens);
    }

    MirBody function(FunctionContext context, TextRange range) {
        List<Local> parameters = parameters(context.head);
        return new MirBody(
                ItemKind.FUNCTION,
                builders.paths().path(context.head.called),
                context.ctfe != null,
                parameters.stream().map(Local::type).toList(),
                builders.types().type(context.head.result),
                Optional.ofNullable(context.yields).map(builders.types()::type),
                bodies.code(context.content, parameters),
                List.of(),
                range);
    }

    MirBody value(ValueContext context, TextRange range) {
        return new MirBody(
                kind(context.head),
                builders.paths().path(context.head.called),
                context.ctfe != null,
                List.of(),
                builders.types().type(context.head.result),
                Optional.empty(),
                context.content == null
                        ? new MirContents.Value(builders.constants().value(context.constant))
                        : bodies.code(context.content, List.of()),
                List.of(),
                range);
    }

    /** An item of which nothing is known but its first words. */
    MirBody unknown(Entity.Kind kind, String words, boolean forEvaluation, TextRange range) {
        return new MirBody(
                kind == Entity.Kind.FUNCTION ? ItemKind.FUNCTION : ItemKind.CONST,
                MirPath.of(DumpText.shortened(words)),
                forEvaluation,
                List.of(),
                MirType.UNIT,
                Optional.empty(),
                NOTHING,
                List.of(),
                range);
    }

    /** A function of which the head is known. */
    MirBody head(FunctionHeadContext context, MirBody unknown) {
        return new MirBody(
                unknown.kind(),
                builders.paths().path(context.called),
                unknown.forEvaluation(),
                parameters(context).stream().map(Local::type).toList(),
                builders.types().type(context.result),
                Optional.empty(),
                unknown.contents(),
                List.of(),
                unknown.range());
    }

    /** A constant or static of which the head is known. */
    MirBody head(ValueHeadContext context, MirBody unknown) {
        return new MirBody(
                kind(context),
                builders.paths().path(context.called),
                unknown.forEvaluation(),
                List.of(),
                builders.types().type(context.result),
                Optional.empty(),
                unknown.contents(),
                List.of(),
                unknown.range());
    }

    private List<Local> parameters(FunctionHeadContext context) {
        List<Local> locals = new ArrayList<>(context.parameters.size());
        for (ParameterContext parameter : context.parameters) {
            int number = PlaceBuilder.local(parameter.local);
            if (number != locals.size() + 1) {
                throw new UnreadableException(parameter.local, "the numbers of parameters count up from 1");
            }
            locals.add(new Local(number, false, builders.types().type(parameter.typed), SourceInfo.NONE));
        }
        return locals;
    }

    private static ItemKind kind(ValueHeadContext context) {
        if (context.kind == null) {
            return ItemKind.ANONYMOUS_CONST;
        }
        if (context.kind.getType() == RustMirLexer.CONST) {
            return ItemKind.CONST;
        }
        return context.mutable == null ? ItemKind.STATIC : ItemKind.STATIC_MUT;
    }
}
