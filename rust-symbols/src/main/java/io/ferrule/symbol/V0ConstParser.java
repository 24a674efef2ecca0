package io.ferrule.symbol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the constants and the type patterns of the v0 grammar. */
final class V0ConstParser {
    private static final int MAX_INTEGER_DIGITS = 32;

    private final V0Cursor cursor;
    private final Budget budget;
    private final V0Parser parser;

    V0ConstParser(V0Cursor cursor, Budget budget, V0Parser parser) {
        this.cursor = cursor;
        this.budget = budget;
        this.parser = parser;
    }

    RustConst constant() {
        budget.enter();
        RustConst constant = constantOfTag(cursor.next());
        budget.leave();
        return constant;
    }

    private RustConst constantOfTag(char tag) {
        return switch (tag) {
            case 'p' -> new RustConst.Placeholder();
            case 'b' -> boolValue();
            case 'c' -> charValue();
            case 'e' -> strValue();
            case 'R' -> new RustConst.ReferenceValue(false, constant());
            case 'Q' -> new RustConst.ReferenceValue(true, constant());
            case 'A' -> new RustConst.ArrayValue(constantsToEnd());
            case 'T' -> new RustConst.TupleValue(constantsToEnd());
            case 'V' -> variant();
            case 'B' -> cursor.backReference(this::constant);
            default -> integerValue(tag);
        };
    }

    private RustConst integerValue(char tag) {
        PrimitiveType type = PrimitiveType.ofTag(tag)
                .filter(t -> t.isSignedInteger() || t.isUnsignedInteger())
                .orElseThrow(() -> new MalformedSymbolException("unknown constant tag " + tag));
        boolean negative = type.isSignedInteger() && cursor.eat('n');
        BigInteger magnitude = integer();
        return new RustConst.IntegerValue(type, negative ? magnitude.negate() : magnitude);
    }

    private BigInteger integer() {
        String digits = cursor.hexDigits();
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        if (digits.length() - zeros > MAX_INTEGER_DIGITS) {
            throw new MalformedSymbolException("integer passes 128 bits");
        }
        return zeros == digits.length() ? BigInteger.ZERO : new BigInteger(digits.substring(zeros), 16);
    }

    private RustConst boolValue() {
        BigInteger value = integer();
        if (value.bitLength() > 1) {
            throw new MalformedSymbolException("bool is neither 0 nor 1");
        }
        return new RustConst.BoolValue(value.signum() != 0);
    }

    private RustConst charValue() {
        BigInteger value = integer();
        int codePoint = value.bitLength() > 31 ? -1 : value.intValue();
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (!Character.isValidCodePoint(codePoint) || surrogate) {
            throw new MalformedSymbolException("char is no Unicode scalar value");
        }
        return new RustConst.CharValue(codePoint);
    }

    private RustConst strValue() {
        String digits = cursor.hexDigits();
        if (digits.length() % 2 != 0) {
            throw new MalformedSymbolException("str ends inside a byte");
        }
        byte[] bytes = HexFormat.of().parseHex(digits);
        return new RustConst.StrValue(V0Cursor.decodeUtf8(ByteBuffer.wrap(bytes)));
    }

    private RustConst variant() {
        RustPath path = parser.path();
        char kind = cursor.next();
        return switch (kind) {
            case 'U' -> new RustConst.UnitVariant(path);
            case 'T' -> new RustConst.TupleVariant(path, constantsToEnd());
            case 'S' -> new RustConst.StructVariant(path, fieldsToEnd());
            default -> throw new MalformedSymbolException("unknown kind of fields " + kind);
        };
    }

    private List<RustConst> constantsToEnd() {
        List<RustConst> constants = new ArrayList<>();
        while (!cursor.eat('E')) {
            constants.add(constant());
        }
        return constants;
    }

    private List<RustConst.Field> fieldsToEnd() {
        List<RustConst.Field> fields = new ArrayList<>();
        while (!cursor.eat('E')) {
            // Names made by macros can be equal in text; the number that tells them apart is never shown.
            cursor.optionalBase62('s');
            String name = cursor.identifier();
            fields.add(new RustConst.Field(name, constant()));
        }
        return fields;
    }

    TypePattern pattern() {
        budget.enter();
        char tag = cursor.next();
        TypePattern pattern = switch (tag) {
            case 'R' -> new TypePattern.Range(constant(), constant());
            case 'O' -> new TypePattern.AnyOf(patternsToEnd());
            case 'u' -> new TypePattern.NotNull();
            default -> throw new MalformedSymbolException("unknown pattern tag " + tag);
        };
        budget.leave();
        return pattern;
    }

    private List<TypePattern> patternsToEnd() {
        List<TypePattern> patterns = new ArrayList<>();
        while (!cursor.eat('E')) {
            patterns.add(pattern());
        }
        return patterns;
    }
}
