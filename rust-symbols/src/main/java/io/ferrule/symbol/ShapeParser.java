package io.ferrule.symbol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the paths and the types of a pattern, or of the text a legacy symbol consists of. */
final class ShapeParser {
    /** Segments of one path; no v0 symbol has more, since each is a level of nesting. */
    private static final int MAX_SEGMENTS = Budget.MAX_DEPTH;

    private static final Shape UNIT = new Shape.Atom(PrimitiveType.UNIT.text());

    private final TextCursor cursor;
    private final boolean legacy;

    private ShapeParser(String text, boolean legacy) {
        this.cursor = new TextCursor(text);
        this.legacy = legacy;
    }

    /** Reads a pattern, in which {@code *}, {@code **}, {@code _} and {@code ..} are wildcards. */
    static Shape pattern(String text) {
        return new ShapeParser(text, false).whole();
    }

    /** Reads the text of a legacy symbol, which has no wildcards but {@code <impl Trait for Type>} segments. */
    static Shape legacy(String text) {
        return new ShapeParser(text, true).whole();
    }

    private Shape whole() {
        Shape.Item item = item();
        if (!cursor.atEnd()) {
            throw cursor.error("expected '::' or the end");
        }
        if (item.segments().isEmpty()) {
            throw cursor.error("expected '::' and the name of an item");
        }
        return item;
    }

    private Shape.Item item() {
        cursor.enter();
        Shape.Item item = cursor.eat("<") ? qualified() : append(new Shape.Item(null, List.of()));
        while (cursor.eat("::")) {
            if (item.segments().size() == MAX_SEGMENTS) {
                throw cursor.error("too many segments");
            }
            item = more(item);
        }
        cursor.leave();
        return item;
    }

    private Shape.Item more(Shape.Item item) {
        int offset = cursor.position();
        if (!item.segments().isEmpty()
                && item.segments().get(item.segments().size() - 1).isRest()) {
            throw cursor.errorAt(offset, "'**' must stand at the end");
        }
        if (!cursor.eat("<")) {
            return append(primitiveRoot(item));
        }
        if (legacy && cursor.seesWord("impl")) {
            return qualified();
        }
        if (item.segments().isEmpty()) {
            throw cursor.errorAt(offset, "generic arguments need a name before them");
        }
        Shape.Segment last = item.segments().get(item.segments().size() - 1);
        if (last.isWildcard() || last.arguments() != null) {
            throw cursor.errorAt(offset, "generic arguments are not possible here");
        }
        return Shapes.withArguments(item, arguments());
    }

    /** Takes {@code str::len} for {@code <str>::len}: the primitives shadow no crate. */
    private static Shape.Item primitiveRoot(Shape.Item item) {
        Shape type = primitive(item);
        return type instanceof Shape.Item ? item : Shapes.rooted(type, null);
    }

    /** What follows the {@code <} at the start of a path. */
    private Shape.Item qualified() {
        int offset = cursor.position();
        boolean block = legacy && cursor.eatWord("impl");
        Shape first = type();
        Shape.Item item;
        if (cursor.eatWord(block ? "for" : "as")) {
            Shape second = block ? type() : item();
            item = block ? Shapes.rooted(second, first) : Shapes.rooted(first, second);
        } else if (first instanceof Shape.Any) {
            throw cursor.errorAt(offset, "'_' needs a trait: <_ as Trait>");
        } else {
            item = Shapes.inherent(first);
        }
        cursor.expect(">");
        return item;
    }

    private Shape.Item append(Shape.Item item) {
        int offset = cursor.position();
        if (!legacy && cursor.eat(Shape.Segment.REST)) {
            if (item.segments().isEmpty() && item.root() == null) {
                throw cursor.errorAt(offset, "'**' must follow a path");
            }
            return Shapes.append(item, new Shape.Segment(Shape.Segment.REST, null));
        }
        if (!legacy && cursor.eat(Shape.Segment.ONE)) {
            return Shapes.append(item, new Shape.Segment(Shape.Segment.ONE, null));
        }
        if (cursor.sees("{")) {
            return Shapes.append(item, new Shape.Segment(cursor.braced(), null));
        }
        String name = cursor.eatName();
        if (name == null) {
            throw cursor.error("expected a name");
        }
        if (legacy && cursor.sees("{")) {
            name += cursor.braced();
        }
        return Shapes.append(item, new Shape.Segment(name, cursor.eat("<") ? arguments() : null));
    }

    /** What follows the {@code <} of generic arguments. */
    private Shape.Arguments arguments() {
        List<Shape> shapes = new ArrayList<>();
        boolean open = false;
        do {
            if (!legacy && cursor.eat("..")) {
                open = true;
                break;
            }
            if (!eatLifetime()) {
                shapes.add(argument());
            }
        } while (cursor.eat(","));
        cursor.expect(">");
        return new Shape.Arguments(shapes, open);
    }

    private Shape argument() {
        Shape constant = constant();
        if (constant != null) {
            return constant;
        }
        Shape type = type();
        String name = plainName(type);
        return name != null && cursor.eat("=") ? Shapes.binding(name, type()) : type;
    }

    private @Nullable Shape constant() {
        if (cursor.sees("{")) {
            return new Shape.Atom(cursor.braced());
        }
        if (cursor.sees("\"") || cursor.seesCharacter()) {
            return new Shape.Atom(cursor.quoted());
        }
        if (cursor.eatWord("true")) {
            return new Shape.Atom("true");
        }
        if (cursor.eatWord("false")) {
            return new Shape.Atom("false");
        }
        return cursor.seesNumber() ? new Shape.Atom(number()) : null;
    }

    private String number() {
        int offset = cursor.position();
        String text = cursor.number().replace("_", "");
        try {
            boolean hexadecimal = text.startsWith("0x");
            return new BigInteger(hexadecimal ? text.substring(2) : text, hexadecimal ? 16 : 10).toString();
        } catch (NumberFormatException e) {
            throw cursor.errorAt(offset, "not a number without a suffix");
        }
    }

    private Shape type() {
        cursor.enter();
        Shape type = typeAhead();
        cursor.leave();
        return type;
    }

    private Shape typeAhead() {
        if (cursor.eatWord("_")) {
            return new Shape.Any();
        }
        if (cursor.eat("&")) {
            eatLifetime();
            return Shapes.compound(cursor.eatWord("mut") ? "&mut" : "&", type());
        }
        for (String pointer : List.of("*const", "*mut")) {
            if (cursor.eatWord(pointer)) {
                return Shapes.compound(pointer, type());
            }
        }
        if (cursor.eat("[")) {
            return bracketed();
        }
        if (cursor.eat("(")) {
            return tuple();
        }
        if (cursor.eat("!")) {
            return new Shape.Atom("!");
        }
        if (cursor.eatWord("dyn")) {
            return dyn();
        }
        if (seesFunction()) {
            return function();
        }
        return primitive(item());
    }

    private Shape bracketed() {
        Shape element = type();
        Shape type = Shapes.compound(Shapes.SLICE, element);
        if (cursor.eat(";")) {
            Shape length = constant();
            type = Shapes.compound(Shapes.ARRAY, element, length == null ? type() : length);
        }
        cursor.expect("]");
        return type;
    }

    private Shape tuple() {
        List<Shape> elements = new ArrayList<>();
        boolean comma = false;
        while (!cursor.eat(")")) {
            elements.add(type());
            comma = cursor.eat(",");
            if (!comma) {
                cursor.expect(")");
                break;
            }
        }
        if (elements.isEmpty()) {
            return UNIT;
        }
        return elements.size() == 1 && !comma ? elements.get(0) : new Shape.Compound(Shapes.TUPLE, elements);
    }

    private Shape dyn() {
        List<Shape> bounds = new ArrayList<>();
        eatBinder();
        do {
            if (eatLifetime()) {
                continue;
            }
            Shape bound = item();
            // A legacy symbol writes the associated type of the trait before it as one more bound.
            if (legacy && cursor.eat("=")) {
                type();
            } else {
                bounds.add(bound);
            }
        } while (cursor.eat("+"));
        return new Shape.Compound(Shapes.DYN, bounds);
    }

    private boolean seesFunction() {
        return cursor.seesWord("fn")
                || cursor.seesWord("unsafe")
                || cursor.seesWord("extern")
                || cursor.seesWord("for");
    }

    private Shape function() {
        eatBinder();
        boolean isUnsafe = cursor.eatWord("unsafe");
        String abi = RustType.FunctionPointer.RUST_ABI;
        if (cursor.eatWord("extern")) {
            String quoted = cursor.sees("\"") ? cursor.quoted() : "\"C\"";
            abi = quoted.substring(1, quoted.length() - 1);
        }
        if (!cursor.eatWord("fn")) {
            throw cursor.error("expected 'fn'");
        }
        cursor.expect("(");
        List<Shape> parts = new ArrayList<>();
        while (!cursor.eat(")")) {
            parts.add(cursor.eat("...") ? new Shape.Atom("...") : type());
            if (!cursor.eat(",")) {
                cursor.expect(")");
                break;
            }
        }
        // A legacy symbol has a dot for each dash.
        parts.add(cursor.eat("->") || (legacy && cursor.eat(".>")) ? type() : UNIT);
        return new Shape.Compound(Shapes.functionConstructor(isUnsafe, abi), parts);
    }

    private void eatBinder() {
        if (!cursor.eatWord("for")) {
            return;
        }
        cursor.expect("<");
        do {
            if (!eatLifetime()) {
                throw cursor.error("expected a lifetime");
            }
        } while (cursor.eat(","));
        cursor.expect(">");
    }

    /** Lifetimes have lost their names in a symbol, so they are read and forgotten. */
    private boolean eatLifetime() {
        if (cursor.seesCharacter() || !cursor.eat("'")) {
            return false;
        }
        if (cursor.eatName() == null) {
            throw cursor.error("expected the name of a lifetime");
        }
        return true;
    }

    private static Shape primitive(Shape.Item item) {
        String name = plainName(item);
        return name != null && PrimitiveType.of(name).isPresent() ? new Shape.Atom(name) : item;
    }

    /** The name which is all of a path, or null. */
    private static @Nullable String plainName(Shape shape) {
        if (!(shape instanceof Shape.Item item)
                || item.root() != null
                || item.segments().size() != 1) {
            return null;
        }
        Shape.Segment only = item.segments().get(0);
        return only.arguments() == null && !only.isWildcard() ? only.name() : null;
    }
}
