package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.TokenTable;
import io.ferrule.llvm.Entity.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The end of a text, from where numbered metadata seems to begin: often more than half of it, and cut into entities by a
 * thread of its own.
 *
 * <p>That it does begin there is a guess. It holds if the front ends with a token and outside of all brackets just where
 * the tail begins, and nothing but metadata is in the tail ({@link #fits}): then both together are what would have been
 * cut in one go. Else the text must be read in one go.
 */
final class MetadataTail {

    private static final byte[] BEGINNING = "\n!0 = ".getBytes(StandardCharsets.US_ASCII);

    private final int start;
    private final TokenTable tokens;
    private final MetadataIndex index;
    private final CompletableFuture<List<Entity>> entities;

    private MetadataTail(int start, TokenTable tokens, ModuleScope scope, Executor helper) {
        this.start = start;
        this.tokens = tokens;
        this.index = new MetadataIndex(tokens, new EntityParser(tokens), scope);
        this.entities = CompletableFuture.supplyAsync(
                () -> new EntityCutter(tokens, index::settle, index::settleKnown).cut(), helper);
    }

    /** Where a tail may begin in that text; its length where there is none. */
    static int start(byte[] text) {
        int at = BEGINNING.length;
        while (at <= text.length) {
            if (Arrays.equals(BEGINNING, 0, BEGINNING.length, text, at - BEGINNING.length, at)) {
                return at - BEGINNING.length + 1;
            }
            at++;
        }
        return text.length;
    }

    /** The tail from that byte on; {@code helper} begins to cut it. */
    static MetadataTail from(int start, SourceText text, ModuleScope scope, Executor helper) {
        return new MetadataTail(start, text.growingTokens(start, text.bytes().length), scope, helper);
    }

    /** What defines metadata here; of use once the entities are there. */
    MetadataIndex index() {
        return index;
    }

    TokenTable tokens() {
        return tokens;
    }

    /** The entities that are not settled, once the helper has found them. */
    List<Entity> entities() {
        return entities.join();
    }

    /** The symbols that they mention. */
    List<String> mentioned() {
        List<String> symbols = new ArrayList<>();
        for (Entity entity : entities()) {
            for (int i = entity.from(); i < entity.to(); i++) {
                if (tokens.kind(i) == LlvmIrLexer.GLOBAL_NAME) {
                    symbols.add(Spelling.name(tokens.spelling(i)));
                }
            }
        }
        return symbols;
    }

    /** Whether a front of these entities goes on in this tail as if they had been cut together. */
    boolean fits(TokenTable front, List<Entity> frontEntities) {
        int last = front.size() - 1;
        return (last < 0 || front.end(last) <= start)
                && (frontEntities.isEmpty() || isClosed(front, frontEntities.get(frontEntities.size() - 1)))
                && frontEntities.stream().noneMatch(entity -> entity.kind() == Kind.METADATA)
                && entities().stream()
                        .allMatch(entity -> entity.kind() == Kind.METADATA || entity.kind() == Kind.NAMED_METADATA);
    }

    private static boolean isClosed(TokenTable tokens, Entity entity) {
        int depth = 0;
        for (int i = entity.from(); i < entity.to(); i++) {
            depth = Math.max(0, depth + Brackets.change(tokens.kind(i)));
        }
        return depth == 0;
    }
}
