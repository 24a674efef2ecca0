package io.ferrule.loop;

import io.ferrule.graph.Loop;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often loops in loops of one function go round in all rounds of the loop around them together, where that is proved and
 * less than the product. {@code CertificateCheck} has found it right.
 *
 * @param byHeader how often that header is executed at most each time that the loop directly around its loop is entered
 */
public record NestTotals(Map<Integer, BigInteger> byHeader) {

    /** Nothing but the products is known. */
    public static final NestTotals NONE = new NestTotals(Map.of());

    public NestTotals {
        byHeader = Collections.unmodifiableMap(new TreeMap<>(byHeader));
    }

    /** How often the header of a loop is executed at most each time that the loop around it is entered. */
    public Optional<BigInteger> of(Loop loop) {
        return Optional.ofNullable(byHeader.get(loop.header()));
    }
}
