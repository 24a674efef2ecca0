package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Says what follows from constraints. An answer is always right; no answer means only that nothing is known, and every
 * use of an oracle is sound if there is none.
 */
public interface Oracle {

    /** The constraint that never holds. */
    Linear FALSE = Linear.of(-1);

    /** Whether {@code goal}, an integral form, is known to be at least 0 wherever all constraints are. */
    boolean entails(List<Linear> constraints, Linear goal);

    /** A number that an integral form never exceeds where all constraints hold. */
    Optional<BigInteger> upperBound(List<Linear> constraints, Linear form);

    /**
     * Work was done to know what to ask.
     *
     * @throws OutOfBudget if that is too much
     */
    default void add(long steps) {}

    /** The same for any form; none is known of one that is not integral. */
    default Optional<BigInteger> upperBoundIfIntegral(List<Linear> constraints, Linear form) {
        return form.isIntegral() ? upperBound(constraints, form) : Optional.empty();
    }
}
