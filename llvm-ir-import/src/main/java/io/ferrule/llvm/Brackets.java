package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;

/** How tokens open and close brackets of any kind. */
final class Brackets {

    private static final byte[] CHANGES = new byte[LlvmIrLexer.VOCABULARY.getMaxTokenType() + 1];

    static {
        for (int kind : new int[] {LlvmIrLexer.LPAREN, LlvmIrLexer.LBRACE, LlvmIrLexer.LBRACKET, LlvmIrLexer.LESS}) {
            CHANGES[kind] = 1;
        }
        for (int kind : new int[] {LlvmIrLexer.RPAREN, LlvmIrLexer.RBRACE, LlvmIrLexer.RBRACKET, LlvmIrLexer.GREATER}) {
            CHANGES[kind] = -1;
        }
    }

    private Brackets() {}

    /** 1 for an opening bracket, -1 for a closing one, else 0. */
    static int change(int kind) {
        return CHANGES[kind];
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
