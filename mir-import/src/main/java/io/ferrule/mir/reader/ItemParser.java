package io.ferrule.mir.reader;

import io.ferrule.grammar.NestedParser;
import io.ferrule.grammar.RustMirLexer;
import io.ferrule.grammar.RustMirParser;
import io.ferrule.grammar.TableTokenStream;
import io.ferrule.grammar.TokenTable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Runs one rule of the generated parser over one entity. */
final class ItemParser {

    private static final int MOST_EXPECTED_NAMED = 4;

    private final TokenTable tokens;

    ItemParser(TokenTable tokens) {
        this.tokens = tokens;
    }

    /**
     * What the rule makes of the tokens from {@code from} to before {@code to}.
     *
     * @throws UnreadableException if they are not what the rule describes
     */
    <T> T parse(int from, int to, Function<RustMirParser, T> rule) {
        TableTokenStream input = new TableTokenStream(tokens, from, to);
        RustMirParser parser = new RustMirParser(input);
        parser.removeErrorListeners();
        parser.setBuildParseTree(false);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            throw parser.isTooDeep()
                    ? new UnreadableException(
                            tokens.start(input.index()), "nested deeper than " + NestedParser.NESTING_LIMIT + " levels")
                    : unreadable(e);
        }
    }

    private static UnreadableException unreadable(ParseCancellationException cancelled) {
        if (!(cancelled.getCause() instanceof RecognitionException cause)) {
            return new UnreadableException(0, "not understood");
        }
        Token found = cause.getOffendingToken();
        return new UnreadableException(found, "did not expect " + quoted(found) + expected(cause.getExpectedTokens()));
    }

    private static String quoted(Token token) {
        return token.getType() == Token.EOF ? "the end of the item" : "`" + token.getText() + "`";
    }

    private static String expected(IntervalSet kinds) {
        return kinds.size() > MOST_EXPECTED_NAMED
                ? ""
                : ", but "
                        + kinds.toList().stream()
                                .map(kind ->
                                        kind == Token.EOF ? "the end" : RustMirLexer.VOCABULARY.getDisplayName(kind))
                                .collect(Collectors.joining(" or "));
    }
}
