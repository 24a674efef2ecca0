package io.ferrule.loop.bound;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How deep a recursion goes, and how many activations that makes.
 *
 * @param functions the functions that call each other, sorted
 * @param depth how many of their activations are open at most at one time; empty where that is not known
 * @param formulas the depth as formulas over the arguments from outside; the greatest counts. Empty where it is none.
 * @param calls how many calls of the recursion each activation makes at most; empty where that is not known
 * @param total how many activations there are in all, each first call with those that it leads to counted for itself; empty
 *     where that is not known, or more than {@link LoopBound#LARGEST}
 * @param why the argument that proves it, or the reason why there is none
 */
public record RecursionBound(
        List<String> functions,
        Optional<BigInteger> depth,
        List<BoundFormula> formulas,
        Optional<BigInteger> calls,
        Optional<BigInteger> total,
        String why) {
    public RecursionBound {
        functions = List.copyOf(functions);
        formulas = List.copyOf(formulas);
    }

    /** Whether the recursion ends within a time that matters, or would if its arguments were small. */
    public boolean isBounded() {
        boolean once =
                calls.filter(number -> number.compareTo(BigInteger.ONE) <= 0).isPresent();
        return (once && !formulas.isEmpty()) || isBoundedByNumber();
    }

    /** Whether the recursion ends within a time that matters, whatever its arguments are. */
    public boolean isBoundedByNumber() {
        return depth.isPresent() && total.isPresent();
    }

    /** How many activations are open at most at one time; empty where that is not known, or beyond any stack. */
    public OptionalLong activations() {
        return depth.filter(number -> number.bitLength() < Integer.SIZE).stream()
                .mapToLong(BigInteger::longValue)
                .findFirst();
    }
}
