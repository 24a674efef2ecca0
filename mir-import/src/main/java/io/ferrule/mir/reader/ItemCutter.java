package io.ferrule.mir.reader;

import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.TokenTable;
import io.ferrule.mir.reader.Entity.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the tokens of a dump into items and allocations.
 *
 * <p>One ends with its body, its semicolon, or an allocation's brackets, outside of all other brackets. Besides, a
 * function and a static begin at their keyword wherever it stands, because it stands nowhere else; what is open there is
 * torn. Every token falls into exactly one entity, and the parser demands that an entity is one from its first to its
 * last token.
 */
final class ItemCutter {

    private final TokenTable tokens;

    ItemCutter(TokenTable tokens) {
        this.tokens = tokens;
    }

    List<Entity> cut() {
        List<Entity> entities = new ArrayList<>();
        int from = 0;
        while (from < tokens.size()) {
            Entity entity = next(from);
            entities.add(entity);
            from = entity.to();
        }
        return entities;
    }

    private Entity next(int from) {
        Kind kind = kind(from);
        int depth = 0;
        boolean content = false;
        for (int i = from; i < tokens.size(); i++) {
            if (i > from && begins(i) && !(i == from + 1 && tokens.kind(from) == RustMirLexer.CTFE)) {
                return new Entity(kind, from, i, true);
            }
            int token = tokens.kind(i);
            content |= depth == 0 && opensContent(kind, token);
            depth += change(token);
            if (depth <= 0 && ends(kind, i, content)) {
                return new Entity(kind, from, i + 1, depth < 0);
            }
        }
        return new Entity(kind, from, tokens.size(), true);
    }

    private Kind kind(int from) {
        int first = tokens.kind(from) == RustMirLexer.CTFE ? from + 1 : from;
        if (tokens.kind(first) == RustMirLexer.FN) {
            return Kind.FUNCTION;
        }
        boolean allocation =
                tokens.kind(from) == RustMirLexer.ALLOCATION && tokens.kind(from + 1) == RustMirLexer.LPAREN;
        return allocation ? Kind.ALLOCATION : Kind.VALUE;
    }

    /** Whether a function or a static begins here: in types and allocations these words have a bracket or colon. */
    private boolean begins(int token) {
        int next = tokens.kind(token + 1);
        return switch (tokens.kind(token)) {
            case RustMirLexer.FN ->
                next != RustMirLexer.LPAREN
                        && next != RustMirLexer.COLON
                        && tokens.kind(token - 1) != RustMirLexer.LBRACKET;
            case RustMirLexer.STATIC -> next != RustMirLexer.COLON;
            case RustMirLexer.CTFE -> true;
            default -> false;
        };
    }

    private static boolean opensContent(Kind kind, int token) {
        return token == RustMirLexer.BODY || (kind == Kind.ALLOCATION && token == RustMirLexer.LBRACE);
    }

    private boolean ends(Kind kind, int token, boolean content) {
        return switch (tokens.kind(token)) {
            case RustMirLexer.RBRACE -> content;
            case RustMirLexer.SEMICOLON -> true;
            case RustMirLexer.RPAREN -> kind == Kind.ALLOCATION && !opensContent(kind, tokens.kind(token + 1));
            default -> false;
        };
    }

    /** 1 for an opening bracket, -1 for a closing one, else 0. */
    private static int change(int kind) {
        return switch (kind) {
            case RustMirLexer.LPAREN,
                    RustMirLexer.LBRACE,
                    RustMirLexer.LBRACKET,
                    RustMirLexer.BODY,
                    RustMirLexer.ANONYMOUS_OPEN,
                    RustMirLexer.BODY_OF -> 1;
            case RustMirLexer.RPAREN, RustMirLexer.RBRACE, RustMirLexer.RBRACKET -> -1;
            default -> 0;
        };
    }
}
