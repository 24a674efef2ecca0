package io.ferrule.symbol;

import java.util.Optional;

/**
 * A type which the v0 encoding writes as one letter (RFC 2603, {@code basic-type}).
 *
 * <p>Primitives younger than the encoding, such as {@code f128}, have no letter; they arrive as a
 * {@link RustPath.CrateRoot} of that name whose disambiguator is zero.
 */
public enum PrimitiveType implements RustType {
    I8('a', "i8"),
    BOOL('b', "bool"),
    CHAR('c', "char"),
    F64('d', "f64"),
    STR('e', "str"),
    F32('f', "f32"),
    U8('h', "u8"),
    ISIZE('i', "isize"),
    USIZE('j', "usize"),
    I32('l', "i32"),
    U32('m', "u32"),
    I128('n', "i128"),
    U128('o', "u128"),
    I16('s', "i16"),
    U16('t', "u16"),
    UNIT('u', "()"),
    /** The {@code ...} at the end of a variadic parameter list. */
    VARIADIC('v', "..."),
    I64('x', "i64"),
    U64('y', "u64"),
    NEVER('z', "!"),
    /** A type which is not relevant, or not known, where it stands; rendered as {@code _}. */
    PLACEHOLDER('p', "_");

    private final char tag;
    private final String text;

    PrimitiveType(char tag, String text) {
        this.tag = tag;
        this.text = text;
    }

    /** The type as Rust writes it. */
    public String text() {
        return text;
    }

    /** The type written as {@code text}, such as {@code u32}, {@code ()} or {@code _}. */
    public static Optional<PrimitiveType> of(String text) {
        for (PrimitiveType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    static Optional<PrimitiveType> ofTag(int tag) {
        for (PrimitiveType type : values()) {
            if (type.tag == tag) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    boolean isSignedInteger() {
        return switch (this) {
            case I8, I16, I32, I64, I128, ISIZE -> true;
            default -> false;
        };
    }

    boolean isUnsignedInteger() {
        return switch (this) {
            case U8, U16, U32, U64, U128, USIZE -> true;
            default -> false;
        };
    }
}
