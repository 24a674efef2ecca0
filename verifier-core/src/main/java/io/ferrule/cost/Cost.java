package io.ferrule.cost;

import io.ferrule.analysis.linked.Gap;
import java.math.BigInteger;
import java.util.List;

/**
 * How many machine instructions one call of a function executes at most.
 *
 * @param instructions the most that were found; all there are only where there are no gaps
 * @param path from the function on, each function with the heaviest of its callees
 * @param functions how many functions and external functions were looked at
 * @param gaps why there may be more
 */
public record Cost(BigInteger instructions, List<Part> path, int functions, List<Gap> gaps) {
    public Cost {
        path = List.copyOf(path);
        gaps = List.copyOf(gaps);
    }

    /**
     * One function on the heaviest path.
     *
     * @param symbol its symbol in the program, or in the object if it is not of the program
     * @param each what one call of it takes at most, with all that it calls
     * @param own what it takes of that itself
     * @param note how its loops were bounded, or where the number comes from; may be empty
     */
    public record Part(String symbol, BigInteger each, BigInteger own, String note) {}
}
