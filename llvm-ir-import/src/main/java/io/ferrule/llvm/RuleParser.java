package io.ferrule.llvm;

import io.ferrule.grammar.LlvmIrLexer;
import io.ferrule.grammar.LlvmIrParser;
import io.ferrule.grammar.LlvmIrParser.BodyItemContext;
import io.ferrule.grammar.LlvmIrParser.OperationContext;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Runs one rule of the generated parser, again and again.
 *
 * @param <T> what the rule finds
 */
final class RuleParser<T> {

    private static final int MOST_EXPECTED_NAMED = 4;

    private final Function<LlvmIrParser, T> rule;
    private final Window window;
    private final WindowStream stream;
    private LlvmIrParser parser;

    RuleParser(TokenTable tokens, Function<LlvmIrParser, T> rule) {
        this.rule = rule;
        this.window = new Window(tokens);
        this.stream = new WindowStream(window);
        this.parser = parser(stream);
    }

    private static LlvmIrParser parser(WindowStream stream) {
        LlvmIrParser parser = new LlvmIrParser(stream);
        parser.removeErrorListeners();
        parser.setBuildParseTree(false);
        parser.setErrorHandler(new BailErrorStrategy());
        return parser;
    }

    /** What the results of all parses speak of. */
    Window window() {
        return window;
    }

    /** How many tokens the last parse took. */
    int consumed() {
        return stream.index();
    }

    /**
     * What the rule makes of the tokens that begin at {@code from}.
     *
     * @throws UnreadableException if they are not what the rule describes
     */
    T parse(int from, int limit) {
        window.moveTo(from, limit);
        stream.seek(0);
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            parser = parser(stream); // the old one was left in the middle of its rules
            throw unreadable(e);
        }
    }

    private static UnreadableException unreadable(ParseCancellationException cancelled) {
        if (!(cancelled.getCause() instanceof RecognitionException cause)) {
            return new UnreadableException(0, "not understood");
        }
        Token found = cause.getOffendingToken();
        boolean opcodeWanted = cause.getCtx() instanceof BodyItemContext || cause.getCtx() instanceof OperationContext;
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
