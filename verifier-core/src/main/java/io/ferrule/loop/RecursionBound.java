package io.ferrule.loop;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How deep a recursion goes.
 *
 * @param functions the functions that call each other, sorted
 * @param depth how many of their activations are open at most at one time; empty where that is not known
 * @param formulas the depth as formulas over the arguments from outside; the greatest counts. Empty where it is none.
 * @param why the argument that proves it, or the reason why there is none
 */
public record RecursionBound(
        List<String> functions, Optional<BigInteger> depth, List<BoundFormula> formulas, String why) {
    public RecursionBound {
        functions = List.copyOf(functions);
        formulas = List.copyOf(formulas);
    }

    /** Whether the recursion ends within a time that matters, or would if its arguments were small. */
    public boolean isBounded() {
        return !formulas.isEmpty()
                || depth.filter(number -> number.compareTo(LoopBound.LARGEST) <= 0)
                        .isPresent();
    }

    /** How many activations are open at most at one time; empty where that is not known, or beyond any stack. */
    public OptionalLong activations() {
        return depth.filter(number -> number.bitLength() < Integer.SIZE).stream()
                .mapToLong(BigInteger::longValue)
                .findFirst();
    }
}
