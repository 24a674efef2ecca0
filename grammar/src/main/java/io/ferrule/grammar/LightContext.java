package io.ferrule.grammar;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What a rule has found. It knows from where to where it goes, and makes a token of that only when asked. */
public class LightContext extends ParserRuleContext {

    private TokenStream input;
    private int first;
    private int end;

    /** An empty context, as the runtime asks for one. */
    public LightContext() {}

    /** A context inside another one. */
    public LightContext(ParserRuleContext parent, int invokingState) {
        super(parent, invokingState);
    }

    final void beginAt(TokenStream stream) {
        input = stream;
        first = stream.index();
    }

    final void endAt(TokenStream stream) {
        end = stream.index();
    }

    /** Its first token. */
    @Override
    public Token getStart() {
        return input.get(first);
    }

    /** Its last token; of a rule that took none, the one before it. */
    @Override
    public Token getStop() {
        return input.get(end - 1);
    }
}
