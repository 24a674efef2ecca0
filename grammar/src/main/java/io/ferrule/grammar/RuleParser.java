package io.ferrule.grammar;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Runs one rule of a generated parser, again and again.
 *
 * @param <P> the parser
 * @param <T> what the rule finds
 */
public final class RuleParser<P extends LightParser, T> {

    private static final int MOST_EXPECTED_NAMED = 4;

    private final Function<TokenStream, P> constructor;
    private final Function<P, T> rule;
    private final Function<RecognitionException, Optional<String>> explanation;
    private final TokenWindow window;
    private final TableTokenStream stream;
    private P parser;

    /** A parser that has seen nothing yet. */
    public RuleParser(TokenTable tokens, Function<TokenStream, P> constructor, Function<P, T> rule) {
        this(tokens, constructor, rule, cause -> Optional.empty());
    }

    /**
     * A parser that has seen nothing yet.
     *
     * @param explanation what is wrong, where more can be said than which token was not expected
     */
    public RuleParser(
            TokenTable tokens,
            Function<TokenStream, P> constructor,
            Function<P, T> rule,
            Function<RecognitionException, Optional<String>> explanation) {
        this.constructor = constructor;
        this.rule = rule;
        this.explanation = explanation;
        this.window = new TokenWindow(tokens);
        this.stream = new TableTokenStream(window);
        this.parser = newParser();
    }

    private P newParser() {
        P made = constructor.apply(stream);
        made.removeErrorListeners();
        made.setBuildParseTree(false);
        made.setErrorHandler(new BailErrorStrategy());
        return made;
    }

    /** What the results of all parses speak of. */
    public TokenWindow window() {
        return window;
    }

    /** How many tokens the last parse took. */
    public int consumed() {
        return stream.index();
    }

    /**
     * What the rule makes of the tokens from number {@code from} to before number {@code limit}.
     *
     * @throws UnreadableException if they are not what the rule describes
     */
    public T parse(int from, int limit) {
        window.moveTo(from, limit);
        stream.seek(0);
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            parser = newParser(); // the old one was left in the middle of its rules
            throw unreadable(e);
        }
    }

    private UnreadableException unreadable(ParseCancellationException cancelled) {
        if (cancelled.getCause() instanceof RecognitionException cause) {
            Token found = cause.getOffendingToken();
            return new UnreadableException(found, explanation.apply(cause).orElseGet(() -> unexpected(cause)));
        }
        return new UnreadableException(window.start(stream.index()), String.valueOf(cancelled.getMessage()));
    }

    private String unexpected(RecognitionException cause) {
        Token found = cause.getOffendingToken();
        String quoted = found.getType() == Token.EOF ? "the end of the entity" : "`" + found.getText() + "`";
        return "did not expect " + quoted + expected(cause.getExpectedTokens());
    }

    private String expected(IntervalSet kinds) {
        return kinds.size() > MOST_EXPECTED_NAMED
                ? ""
                : kinds.toList().stream().map(this::name).collect(Collectors.joining(" or ", ", but ", ""));
    }

    private String name(int kind) {
        return kind == Token.EOF ? "the end" : parser.getVocabulary().getDisplayName(kind);
    }
}
