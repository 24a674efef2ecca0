package io.ferrule.mir.reader;

import io.ferrule.grammar.RuleParser;
import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.Allocation;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirProgram;
import io.ferrule.program.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Builds a program out of the entities of one dump; a bad one becomes a problem, and the others are read on. */
final class ProgramBuilder {

    private final DumpText text;
    private final TokenTable tokens;
    private final ItemBuilder items;
    private final AllocationBuilder allocations;

    private final List<MirBody> bodies = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Allocation> pending = new ArrayList<>();
    private Optional<MirBody> last = Optional.empty();

    ProgramBuilder(DumpText text) {
        this.text = text;
        this.tokens = text.tokens();
        Builders builders = new Builders(text.bytes());
        this.items = new ItemBuilder(builders, tokens);
        this.allocations = new AllocationBuilder(builders);
    }

    MirProgram program() {
        for (Entity entity : new ItemCutter(tokens).cut()) {
            if (entity.kind() == Entity.Kind.ALLOCATION) {
                addAllocation(entity);
            } else {
                finish();
                last = Optional.of(item(entity));
            }
        }
        finish();
        return new MirProgram(text.name(), bodies, problems);
    }

    /** Allocations stand behind the body that needs them. */
    private void finish() {
        last.ifPresent(body -> bodies.add(body.withAllocations(pending)));
        pending.clear();
    }

    private void addAllocation(Entity entity) {
        try {
            if (last.isEmpty()) {
                throw new UnreadableException(tokens.start(entity.from()), "an allocation without a body before it");
            }
            pending.add(allocations.allocation(parse(entity.from(), entity.to(), RustMirParser::allocation)));
            demandWhole(entity);
        } catch (UnreadableException e) {
            String subject = last.map(body -> body.path().toString()).orElse("");
            Problem problem = problem(entity, subject, e);
            last = last.map(body -> body.withContents(new MirContents.Unsupported(problem, isNamed(body))));
        }
    }

    private MirBody item(Entity entity) {
        TextRange range = new TextRange(tokens.start(entity.from()), tokens.end(entity.to() - 1));
        try {
            demandWhole(entity);
            return entity.kind() == Entity.Kind.FUNCTION
                    ? items.function(parse(entity.from(), entity.to(), RustMirParser::function), range)
                    : items.value(parse(entity.from(), entity.to(), RustMirParser::value), range);
        } catch (UnreadableException e) {
            Optional<MirBody> named = head(entity, range);
            MirBody body = named.orElseGet(() -> unknown(entity, range));
            return body.withContents(
                    new MirContents.Unsupported(problem(entity, body.path().toString(), e), named.isPresent()));
        }
    }

    private <T> T parse(int from, int to, Function<RustMirParser, T> rule) {
        return new RuleParser<>(tokens, RustMirParser::new, rule).parse(from, to);
    }

    private static boolean isNamed(MirBody body) {
        return !(body.contents() instanceof MirContents.Unsupported unsupported) || unsupported.named();
    }

    private Problem problem(Entity entity, String subject, UnreadableException e) {
        // Where something ends in the wrong place or bytes are no tokens, other items may be hidden in it.
        boolean hiding = entity.torn()
                || IntStream.range(entity.from(), entity.to()).anyMatch(i -> tokens.kind(i) == RustMirLexer.INVALID);
        Problem problem = text.problem(e.offset(), hiding ? "" : subject, e.reason());
        problems.add(problem);
        return problem;
    }

    private void demandWhole(Entity entity) {
        if (entity.torn()) {
            throw new UnreadableException(tokens.start(entity.to() - 1), "the item does not end as it must");
        }
    }

    /** As much of an item as can be said when its contents are not understood. */
    private Optional<MirBody> head(Entity entity, TextRange range) {
        MirBody unknown = unknown(entity, range);
        int from = start(entity);
        try {
            return Optional.of(
                    entity.kind() == Entity.Kind.FUNCTION
                            ? items.head(parse(from, entity.to(), RustMirParser::functionHead), unknown)
                            : items.head(parse(from, entity.to(), RustMirParser::valueHead), unknown));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private MirBody unknown(Entity entity, TextRange range) {
        int from = tokens.start(start(entity));
        String words = tokens.slice(from, Math.min(range.to(), endOfLine(from)));
        return items.unknown(entity.kind(), words, start(entity) > entity.from(), range);
    }

    /** The first token behind the mark of what is for evaluation; the mark, if nothing follows. */
    private int start(Entity entity) {
        boolean marked = tokens.kind(entity.from()) == RustMirLexer.CTFE && entity.from() + 1 < entity.to();
        return marked ? entity.from() + 1 : entity.from();
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.bytes().length && text.bytes()[end] != '\n') {
            end++;
        }
        return end;
    }
}
