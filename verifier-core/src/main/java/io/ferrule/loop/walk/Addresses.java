package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.program.Computation.ElementPointer;
import io.ferrule.program.TypedValue;
import java.util.Optional;
import java.util.OptionalLong;

/** How far a {@code getelementptr} moves. */
public final class Addresses {

    private Addresses() {}

    /** The bytes that are added to the base, as a signed number; empty where they are not known to be exact. */
    static Optional<Linear> offset(Walk walk, ElementPointer pointer) {
        OptionalLong size = io.ferrule.graph.TypeSizes.of(pointer.sourceType());
        if (size.isEmpty() || pointer.indices().size() != 1) {
            return Optional.empty();
        }
        TypedValue index = pointer.indices().get(0);
        int width = walk.model().width(index.type());
        if (width < 2) {
            return Optional.empty();
        }
        Rational factor = Rational.of(size.getAsLong());
        Optional<java.math.BigInteger> number = Semantics.number(index.value());
        if (number.isPresent()) {
            return Optional.of(Linear.of(number.get()).times(factor));
        }
        Linear value = walk.value(index.value(), width);
        Interval positive = Interval.ofWidth(width, true);
        boolean small = walk.entails(Linear.of(positive.maximum()).minus(value));
        boolean exact = small || (pointer.flags().has("nuw") && width == FunctionModel.POINTER_BITS);
        return exact ? Optional.of(value.times(factor)) : Optional.empty();
    }
}
