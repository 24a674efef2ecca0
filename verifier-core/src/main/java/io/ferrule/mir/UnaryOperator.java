package io.ferrule.mir;

import java.util.Arrays;
import java.util.Optional;

/** Operations on one value. */
public enum UnaryOperator {
    NOT("Not"),
    NEG("Neg"),
    POINTER_METADATA("PtrMetadata");

    private final String spelling;

    UnaryOperator(String spelling) {
        this.spelling = spelling;
    }

    /** The operator of that name in a dump. */
    public static Optional<UnaryOperator> of(String spelling) {
        return Arrays.stream(values())
                .filter(operator -> operator.spelling.equals(spelling))
                .findFirst();
    }

    /** Its name in a dump. */
    public String spelling() {
        return spelling;
    }
}
