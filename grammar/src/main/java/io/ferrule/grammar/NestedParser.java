package io.ferrule.grammar;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** A {@link LightParser} of a grammar that nests without brackets: it gives up where rules are nested too deeply. */
public abstract class NestedParser extends LightParser {

    /** Rules inside rules: far more than a compiler writes, far less than a thread's stack holds. */
    public static final int NESTING_LIMIT = 1_000;

    private int depth;

    /** A parser that reads from that stream. */
    protected NestedParser(TokenStream input) {
        super(input);
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
        if (++depth > NESTING_LIMIT) {
            throw new ParseCancellationException("nested deeper than " + NESTING_LIMIT + " levels");
        }
        super.enterRule(context, state, ruleIndex);
    }

    @Override
    public void exitRule() {
        super.exitRule();
        depth--;
    }
}
