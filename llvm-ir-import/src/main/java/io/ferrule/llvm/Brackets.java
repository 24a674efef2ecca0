package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;

/** How tokens open and close brackets of any kind. */
final class Brackets {

    private Brackets() {}

    /** 1 for an opening bracket, -1 for a closing one, else 0. */
    static int change(int kind) {
        return switch (kind) {
            case LlvmIrLexer.LPAREN, LlvmIrLexer.LBRACE, LlvmIrLexer.LBRACKET, LlvmIrLexer.LESS -> 1;
            case LlvmIrLexer.RPAREN, LlvmIrLexer.RBRACE, LlvmIrLexer.RBRACKET, LlvmIrLexer.GREATER -> -1;
            default -> 0;
        };
    }

    /** The first token of the entity that lies deeper than {@code limit} brackets, or -1. */
    static int tooDeep(TokenTable tokens, Entity entity, int limit) {
        int depth = 0;
        for (int i = entity.from(); i < entity.to(); i++) {
            depth += change(tokens.kind(i));
            if (depth > limit) {
                return i;
            }
        }
        return -1;
    }
}
