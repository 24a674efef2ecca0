package io.ferrule.mir.reader;

import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.Token;

/** The builders of one dump, which need each other: types hold paths, paths types, and both constants. */
final class Builders {

    private final byte[] bytes;
    private final SharedValues shared = new SharedValues();
    private final SpanReader spans;
    private final TypeBuilder types = new TypeBuilder(this);
    private final PathBuilder paths = new PathBuilder(this);
    private final ArgumentBuilder arguments = new ArgumentBuilder(this);
    private final ConstantBuilder constants = new ConstantBuilder(this);
    private final PlaceBuilder places = new PlaceBuilder(this);
    private final OperandBuilder operands = new OperandBuilder(this);

    Builders(byte[] bytes) {
        this.bytes = bytes;
        this.spans = new SpanReader(bytes, shared);
    }

    /** The text of a token, one object for all that are equal. */
    String text(Token token) {
        return shared.share(token.getText());
    }

    /** The text from one token to another, both included. */
    String text(Token from, Token to) {
        int start = from.getStartIndex();
        return shared.share(new String(bytes, start, to.getStopIndex() + 1 - start, StandardCharsets.UTF_8));
    }

    SharedValues shared() {
        return shared;
    }

    SpanReader spans() {
        return spans;
    }

    TypeBuilder types() {
        return types;
    }

    PathBuilder paths() {
        return paths;
    }

    ArgumentBuilder arguments() {
        return arguments;
    }

    ConstantBuilder constants() {
        return constants;
    }

    PlaceBuilder places() {
        return places;
    }

    OperandBuilder operands() {
        return operands;
    }
}
