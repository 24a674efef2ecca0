package io.ferrule.loop.argument;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Why a loop goes round no more often than that in all rounds of the loop around it together: an argument that is checked
 * without search. It is less than the product where the inner loop goes round less often in some rounds than in others.
 */
public interface TotalRounds {

    /**
     * How often the inner header is executed at most each time that the outer loop is entered; empty where the argument
     * does not hold.
     */
    Optional<BigInteger> check(Nest nest);
}
