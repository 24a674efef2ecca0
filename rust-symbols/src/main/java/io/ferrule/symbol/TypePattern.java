package io.ferrule.symbol;

import java.util.List;

/** The pattern of a {@link RustType.Patterned} type. */
public sealed interface TypePattern {

    /**
     * A closed range, {@code 1..=9}.
     *
     * @param first the least value
     * @param last the greatest value
     */
    record Range(RustConst first, RustConst last) implements TypePattern {}

    /**
     * Alternatives, {@code 1..=3 | 7..=9}.
     *
     * @param alternatives the patterns of which one must hold
     */
    record AnyOf(List<TypePattern> alternatives) implements TypePattern {
        public AnyOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** Any pointer but the null pointer, {@code !null}. */
    record NotNull() implements TypePattern {}
}
