package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.llvm.Entity.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the tokens of a module into entities.
 *
 * <p>An entity goes from a token that begins one, outside of all brackets, to before the next such token. {@code define}
 * and {@code declare} begin one even inside brackets, because they stand nowhere else: so an unclosed body spoils its
 * own function and no other. Every token falls into exactly one entity; the parser then demands that an entity is one
 * from its first to its last token, so that nothing between two entities is passed over.
 */
final class EntityCutter {

    private final TokenTable tokens;

    EntityCutter(TokenTable tokens) {
        this.tokens = tokens;
    }

    List<Entity> cut() {
        List<Entity> entities = new ArrayList<>();
        int depth = 0;
        int deepest = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int kind = tokens.kind(i);
            boolean function = kind == LlvmIrLexer.DEFINE || kind == LlvmIrLexer.DECLARE;
            if (i > from && (function || (depth == 0 && kindOf(i) != Kind.UNKNOWN))) {
                entities.add(new Entity(kindOf(from), from, i, deepest));
                from = i;
                depth = 0;
                deepest = 0;
            }
            depth = Math.max(0, depth + Brackets.change(kind));
            deepest = Math.max(deepest, depth);
        }
        if (from < tokens.size()) {
            entities.add(new Entity(kindOf(from), from, tokens.size(), deepest));
        }
        return entities;
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
