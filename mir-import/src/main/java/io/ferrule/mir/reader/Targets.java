package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser.EdgeContext;
import io.ferrule.grammar.RustMirParser.TargetsContext;
import io.ferrule.grammar.RustMirParser.UnwindActionContext;
import io.ferrule.grammar.UnreadableException;
import io.ferrule.mir.UnwindAction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Where a terminator leads: blocks by their labels, and what a panic does. Each label is to be taken once; what is left
 * at the end is a problem.
 */
final class Targets {

    private static final int BLOCK_PREFIX = "bb".length();

    private final ParserRuleContext context;
    private final List<Labelled> edges = new ArrayList<>();
    private @Nullable UnwindAction unwind;
    private OptionalInt only = OptionalInt.empty();

    /** A switch case has a number, any other edge a word. */
    private record Labelled(Token label, int block) {}

    Targets(ParserRuleContext statement, @Nullable TargetsContext context) {
        this.context = statement;
        if (context == null) {
            return;
        }
        if (context.only != null) {
            only = OptionalInt.of(block(context.only));
        } else if (context.action != null) {
            unwind = action(context.action);
        } else {
            context.edges.forEach(this::add);
        }
    }

    private void add(EdgeContext edge) {
        if (edge.label != null) {
            edges.add(new Labelled(edge.label, block(edge.to)));
            return;
        }
        if (unwind != null) {
            throw new UnreadableException(edge, "a second way to unwind");
        }
        unwind = edge.to == null ? action(edge.action) : new UnwindAction.Cleanup(block(edge.to));
    }

    /** The number of a block: what follows its letters. */
    static int block(Token token) {
        return Numbers.number(token, BLOCK_PREFIX);
    }

    private static UnwindAction action(UnwindActionContext context) {
        return switch (context.action.getType()) {
            case RustMirLexer.CONTINUE -> UnwindAction.CONTINUE;
            case RustMirLexer.UNREACHABLE -> UnwindAction.UNREACHABLE;
            default -> new UnwindAction.Terminate(context.reason.getStart().getText());
        };
    }

    /** The block behind the arrow, where there is one and nothing else. */
    OptionalInt single() {
        OptionalInt block = only;
        only = OptionalInt.empty();
        return block;
    }

    /** The block with that label. */
    OptionalInt take(String label) {
        for (int i = 0; i < edges.size(); i++) {
            if (edges.get(i).label().getText().equals(label)) {
                return OptionalInt.of(edges.remove(i).block());
            }
        }
        return OptionalInt.empty();
    }

    /** The block with that label, which must be there. */
    int demand(String label) {
        return take(label).orElseThrow(() -> new UnreadableException(context, "it does not lead to `" + label + "`"));
    }

    /** What a panic does. With {@code only} one block behind the arrow, this is it. */
    UnwindAction unwind() {
        OptionalInt cleanup = single();
        if (cleanup.isPresent()) {
            return new UnwindAction.Cleanup(cleanup.getAsInt());
        }
        UnwindAction action = unwind;
        if (action == null) {
            throw new UnreadableException(context, "it does not say what a panic does");
        }
        unwind = null;
        return action;
    }

    /** The cases of a switch, in their order. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>(edges.size());
        for (Labelled edge : edges) {
            if (edge.label().getType() != RustMirLexer.INTEGER) {
                throw new UnreadableException(edge.label(), "a case is a number");
            }
            cases.add(new Case(Numbers.switchValue(edge.label()), edge.block()));
        }
        edges.clear();
        return cases;
    }

    record Case(BigInteger value, int block) {}

    void demandNoMore() {
        if (only.isPresent() || unwind != null || !edges.isEmpty()) {
            throw new UnreadableException(context, "it leads where it cannot");
        }
    }
}
