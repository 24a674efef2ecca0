package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;
import io.ferrule.llvm.Entity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Cuts the tokens of a module into entities.
 *
 * <p>An entity goes from a token that begins one, outside of all brackets, to before the next such token. {@code define}
 * and {@code declare} begin one even inside brackets, because they stand nowhere else: so an unclosed body spoils its
 * own function and no other. Every token falls into exactly one entity; the parser then demands that an entity is one
 * from its first to its last token, so that nothing between two entities is passed over.
 *
 * <p>Tokens are cut while the text is read. What is done with an entity once it is cut is dropped: large modules are mostly
 * metadata, whose tokens need never be together in memory.
 */
final class EntityCutter {

    /** By kind of token, whether it can begin an entity. */
    private static final boolean[] BEGINNERS = new boolean[LlvmIrLexer.VOCABULARY.getMaxTokenType() + 1];

    static {
        for (int kind : new int[] {
            LlvmIrLexer.DEFINE,
            LlvmIrLexer.DECLARE,
            LlvmIrLexer.GLOBAL_NAME,
            LlvmIrLexer.METADATA_NUMBER,
            LlvmIrLexer.METADATA_NAME,
            LlvmIrLexer.LOCAL_NAME,
            LlvmIrLexer.COMDAT_NAME,
            LlvmIrLexer.SUMMARY_ENTRY,
            LlvmIrLexer.SOURCE_FILENAME,
            LlvmIrLexer.ATTRIBUTES,
            LlvmIrLexer.MODULE,
            LlvmIrLexer.USELISTORDER,
            LlvmIrLexer.USELISTORDER_BB,
            LlvmIrLexer.TARGET
        }) {
            BEGINNERS[kind] = true;
        }
    }

    private final TokenTable tokens;
    private final Predicate<Entity> settled;
    private final IntUnaryOperator known;
    private final List<Entity> entities = new ArrayList<>();
    private int from;
    private int depth;
    private int deepest;

    /**
     * A cutter.
     *
     * @param tokens none yet
     * @param settled takes each entity when it is cut, and says whether it needs its tokens no more
     * @param known asked where an entity begins behind one that is settled: takes entities that need no tokens, and gives
     *     the byte where the first other one begins
     */
    EntityCutter(TokenTable tokens, Predicate<Entity> settled, IntUnaryOperator known) {
        this.tokens = tokens;
        this.settled = settled;
        this.known = known;
    }

    /** A cutter that keeps all tokens. */
    EntityCutter(TokenTable tokens) {
        this(tokens, entity -> false, IntUnaryOperator.identity());
    }

    /** Reads all tokens; the entities that are not settled, in the order of the text. */
    List<Entity> cut() {
        while (tokens.advance()) {
            if (tokens.size() - 2 >= from) {
                take(tokens.size() - 2); // what a token begins is told by the next one
            }
        }
        if (tokens.size() > from) {
            take(tokens.size() - 1);
            close(tokens.size());
        }
        return entities;
    }

    private void take(int token) {
        int kind = tokens.kind(token);
        if (BEGINNERS[kind] && token > from && begins(token, kind)) {
            if (close(token) && passKnown()) {
                return;
            }
        }
        int change = Brackets.change(kind);
        if (change != 0) {
            depth = Math.max(0, depth + change);
            deepest = Math.max(deepest, depth);
        }
    }

    private boolean begins(int token, int kind) {
        boolean function = kind == LlvmIrLexer.DEFINE || kind == LlvmIrLexer.DECLARE;
        return function || (depth == 0 && kindOf(token) != Kind.UNKNOWN);
    }

    /** Passes over what is known of what begins here. */
    private boolean passKnown() {
        int start = tokens.start(from);
        int end = known.applyAsInt(start);
        if (end == start) {
            return false;
        }
        tokens.goOn(from, end);
        return true;
    }

    /** Ends the entity before that token; whether its tokens were dropped. */
    private boolean close(int to) {
        Entity entity = new Entity(kindOf(from), from, to, deepest);
        boolean drops = settled.test(entity);
        if (drops) {
            tokens.drop(from, to);
        } else {
            entities.add(entity);
            from = to;
        }
        depth = 0;
        deepest = 0;
        return drops;
    }

    private Kind kindOf(int token) {
        return switch (tokens.kind(token)) {
            case LlvmIrLexer.DEFINE, LlvmIrLexer.DECLARE -> Kind.FUNCTION;
            case LlvmIrLexer.GLOBAL_NAME -> ifEquals(token, Kind.GLOBAL);
            case LlvmIrLexer.METADATA_NUMBER -> ifEquals(token, Kind.METADATA);
            case LlvmIrLexer.METADATA_NAME -> ifEquals(token, Kind.NAMED_METADATA);
            case LlvmIrLexer.LOCAL_NAME -> ifEquals(token, Kind.TYPE);
            case LlvmIrLexer.COMDAT_NAME -> ifEquals(token, Kind.COMDAT);
            case LlvmIrLexer.SUMMARY_ENTRY -> ifEquals(token, Kind.SUMMARY);
            case LlvmIrLexer.SOURCE_FILENAME -> ifEquals(token, Kind.SOURCE_FILENAME);
            case LlvmIrLexer.ATTRIBUTES -> ifNext(token, LlvmIrLexer.ATTRIBUTE_GROUP, Kind.ATTRIBUTES);
            case LlvmIrLexer.MODULE -> ifNext(token, LlvmIrLexer.ASM, Kind.MODULE_ASM);
            case LlvmIrLexer.USELISTORDER, LlvmIrLexer.USELISTORDER_BB -> Kind.USE_LIST_ORDER;
            case LlvmIrLexer.TARGET ->
                tokens.kind(token + 1) == LlvmIrLexer.TRIPLE
                        ? Kind.TARGET
                        : ifNext(token, LlvmIrLexer.DATALAYOUT, Kind.TARGET);
            default -> Kind.UNKNOWN;
        };
    }

    private Kind ifEquals(int token, Kind kind) {
        return ifNext(token, LlvmIrLexer.EQUALS, kind);
    }

    private Kind ifNext(int token, int next, Kind kind) {
        return tokens.kind(token + 1) == next ? kind : Kind.UNKNOWN;
    }
}
