package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.FunctionBodyContext;
import io.ferrule.grammar.LlvmIrParser.OperationContext;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Runs one rule of the generated parser over one entity. */
final class EntityParser {

    /** Brackets inside brackets: no compiler writes that many, and the parser recurses over each. */
    static final int NESTING_LIMIT = 200;

    private static final int MOST_EXPECTED_NAMED = 4;

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
        int tooDeep = Brackets.tooDeep(tokens, entity, NESTING_LIMIT);
        if (tooDeep >= 0) {
            throw new UnreadableException(
                    tokens.start(tooDeep), "brackets are nested deeper than " + NESTING_LIMIT + " levels");
        }
        LlvmIrParser parser = new LlvmIrParser(new EntityTokenStream(tokens, entity));
        parser.removeErrorListeners();
        parser.setBuildParseTree(false);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableException unreadable(ParseCancellationException cancelled) {
        if (!(cancelled.getCause() instanceof RecognitionException cause)) {
            return new UnreadableException(0, "not understood");
        }
        Token found = cause.getOffendingToken();
        boolean opcodeWanted =
                cause.getCtx() instanceof FunctionBodyContext || cause.getCtx() instanceof OperationContext;
        if (opcodeWanted && found.getType() == LlvmIrLexer.WORD) {
            return new UnreadableException(found, "unknown instruction `" + found.getText() + "`");
        }
        return new UnreadableException(found, "did not expect " + quoted(found) + expected(cause.getExpectedTokens()));
    }

    private static String quoted(Token token) {
        return token.getType() == Token.EOF ? "the end of the entity" : "`" + token.getText() + "`";
    }

    private static String expected(IntervalSet kinds) {
        return kinds.size() > MOST_EXPECTED_NAMED
                ? ""
                : ", but "
                        + kinds.toList().stream()
                                .map(kind ->
                                        kind == Token.EOF ? "the end" : LlvmIrLexer.VOCABULARY.getDisplayName(kind))
                                .collect(Collectors.joining(" or "));
    }
}
