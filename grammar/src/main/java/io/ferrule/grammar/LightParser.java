package io.ferrule.grammar;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * The base of the generated parser, with what is not needed left out: no parse listeners, no tree of children, and no
 * token object but the ones that a label keeps.
 */
public abstract class LightParser extends Parser {

    /** A parser that reads from that stream. */
    protected LightParser(TokenStream input) {
        super(input);
    }

    @Override
    public Token match(int kind) {
        if (_input.LA(1) != kind) {
            return super.match(kind); // reports what is wrong
        }
        Token token = _input.LT(1);
        _input.consume();
        return token;
    }

    @Override
    public Token consume() {
        Token token = _input.LT(1);
        _input.consume();
        return token;
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
        setState(state);
        _ctx = context;
        ((LightContext) context).beginAt(_input);
    }

    @Override
    public void exitRule() {
        setState(_ctx.invokingState);
        ((LightContext) _ctx).endAt(_input);
        _ctx = (ParserRuleContext) _ctx.parent;
    }
}
