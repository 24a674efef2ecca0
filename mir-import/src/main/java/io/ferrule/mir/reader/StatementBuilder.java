package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.StatementContentContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.SourceInfo;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Statement.MarkKind;
import java.util.List;

/** Builds the steps inside blocks. */
final class StatementBuilder {

    private final Builders builders;
    private final RvalueBuilder values;

    StatementBuilder(Builders builders, RvalueBuilder values) {
        this.builders = builders;
        this.values = values;
    }

    Statement statement(StatementContentContext context, SourceInfo at) {
        if (context.target != null) {
            Place target = builders.places().place(context.target);
            return new Statement.Assign(target, values.value(context.source, target), at);
        }
        return switch (context.kind.getType()) {
            case RustMirLexer.STORAGE_LIVE -> new Statement.StorageLive(local(context), at);
            case RustMirLexer.STORAGE_DEAD -> new Statement.StorageDead(local(context), at);
            case RustMirLexer.DISCRIMINANT ->
                new Statement.SetDiscriminant(place(context), Numbers.number(context.variant, 0), at);
            case RustMirLexer.ASSUME -> new Statement.Assume(operand(context, 0), at);
            case RustMirLexer.COPY_NONOVERLAPPING -> copy(context, at);
            case RustMirLexer.CONST_EVAL_COUNTER -> new Statement.ConstEvalCounter(at);
            case RustMirLexer.COVERAGE -> new Statement.Coverage(builders.text(context.kind), at);
            case RustMirLexer.NOP -> new Statement.Nop(at);
            default -> new Statement.Mark(mark(context.kind.getType()), detail(context), place(context), at);
        };
    }

    private static MarkKind mark(int token) {
        return switch (token) {
            case RustMirLexer.DEINIT -> MarkKind.DEINIT;
            case RustMirLexer.FAKE_READ -> MarkKind.FAKE_READ;
            case RustMirLexer.PLACE_MENTION -> MarkKind.PLACE_MENTION;
            case RustMirLexer.RETAG -> MarkKind.RETAG;
            default -> MarkKind.DROP_HINT;
        };
    }

    private String detail(StatementContentContext context) {
        if (context.cause != null) {
            return builders.text(
                    context.cause.from, context.cause.close == null ? context.cause.from : context.cause.close);
        }
        return context.retag == null ? "" : builders.text(context.retag.open, context.retag.close);
    }

    private int local(StatementContentContext context) {
        Place place = place(context);
        if (!place.projections().isEmpty()) {
            throw new UnreadableException(context, "only a local has storage");
        }
        return place.local();
    }

    private Place place(StatementContentContext context) {
        return builders.places().place(context.operated);
    }

    private Operand operand(StatementContentContext context, int number) {
        return builders.operands().operand(context.operands.get(number));
    }

    private Statement copy(StatementContentContext context, SourceInfo at) {
        List<String> keys =
                context.keys.stream().map(key -> key.getStart().getText()).toList();
        if (!keys.equals(List.of("dst", "src", "count"))) {
            throw new UnreadableException(context, "a copy has `dst`, `src` and `count`");
        }
        return new Statement.CopyNonOverlapping(operand(context, 0), operand(context, 1), operand(context, 2), at);
    }
}
