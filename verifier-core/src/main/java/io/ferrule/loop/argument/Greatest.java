package io.ferrule.loop.argument;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** The greatest of several numbers of which any may be unknown. */
public final class Greatest {

    private Greatest() {}

    /** The greatest number of all of these; empty where one of them has none that is known, and where there are none. */
    public static <T> Optional<BigInteger> of(Collection<T> all, Function<T, Optional<BigInteger>> number) {
        Optional<BigInteger> greatest = Optional.empty();
        for (T one : all) {
            Optional<BigInteger> own = number.apply(one);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            greatest = greatest.map(own.get()::max).or(() -> own);
        }
        return greatest;
    }
}
