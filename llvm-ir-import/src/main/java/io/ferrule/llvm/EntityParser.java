package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.RuleParser;
import io.ferrule.grammar.TokenTable;
import io.ferrule.grammar.UnreadableException;
import java.util.function.Function;

/** Runs one rule of the generated parser over one entity. */
final class EntityParser {

    /** Brackets inside brackets: no compiler writes that many, and the parser recurses over each. */
    static final int NESTING_LIMIT = 200;

    private final TokenTable tokens;

    EntityParser(TokenTable tokens) {
        this.tokens = tokens;
    }

    /**
     * What the rule makes of the entity.
     *
     * @throws UnreadableException if the entity is not what the rule describes
     */
    <T> T parse(Entity entity, Function<LlvmIrParser, T> rule) {
        demandShallow(entity);
        return new RuleParser<>(tokens, LlvmIrParser::new, rule).parse(entity.from(), entity.to());
    }

    /**
     * Refuses an entity that the parser must not see.
     *
     * @throws UnreadableException if brackets are nested too deep in it
     */
    void demandShallow(Entity entity) {
        if (entity.depth() <= NESTING_LIMIT) {
            return;
        }
        int tooDeep = Brackets.tooDeep(tokens, entity, NESTING_LIMIT);
        if (tooDeep >= 0) {
            throw new UnreadableException(
                    tokens.start(tooDeep), "brackets are nested deeper than " + NESTING_LIMIT + " levels");
        }
    }
}
