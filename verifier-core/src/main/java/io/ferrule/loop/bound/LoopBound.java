package io.ferrule.loop.bound;

import io.ferrule.graph.Loop;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How often a loop goes round.
 *
 * @param rounds how often its header is executed at most each time that the loop is entered; empty where that is not
 *     known
 * @param formulas the bound as formulas over the function's arguments; the greatest of them
 *     and 1 counts. Empty where it is none.
 * @param why the argument that proves it, or the reason why there is none
 */
public record LoopBound(Loop loop, Optional<BigInteger> rounds, List<BoundFormula> formulas, String why) {

    /** More rounds than that are as good as endless: 2 to the 48th take days. */
    public static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(48);

    public LoopBound {
        formulas = List.copyOf(formulas);
    }

    /** Whether the loop ends within a time that matters, or would if its arguments were small. */
    public boolean isBounded() {
        return !formulas.isEmpty() || isBoundedByNumber();
    }

    /** Whether the loop ends within a time that matters, whatever its arguments are. */
    public boolean isBoundedByNumber() {
        return rounds.filter(number -> number.compareTo(LARGEST) <= 0).isPresent();
    }
}
