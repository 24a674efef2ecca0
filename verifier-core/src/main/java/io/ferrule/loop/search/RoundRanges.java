package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import io.ferrule.program.Computation.Phi;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Limits of a loop's numbers that hold because of any one round: the greatest and the least value that a number has on
 * entry or after a round. Each is an invariant as it is, where the round's own conditions say so much.
 */
public final class RoundRanges {

    private RoundRanges() {}

    /** The limits of the phis that decide when the loop is left, as forms that are at least 0. */
    static List<Linear> candidates(Situation situation) {
        List<Linear> found = new ArrayList<>();
        Collection<Integer> phis = Scaling.decisive(situation.model(), situation.loop());
        for (Phi phi : situation.model().numericPhis(situation.loop().header())) {
            int local = phi.header().result();
            if (phis.contains(local)) {
                Interval all = situation.model().interval(situation.model().width(phi.type()));
                Linear self = Linear.variable(local);
                greatest(situation, local, form -> form)
                        .filter(most -> most.compareTo(all.maximum()) < 0)
                        .ifPresent(most -> found.add(Linear.of(most).minus(self)));
                greatest(situation, local, Linear::negate)
                        .map(BigInteger::negate)
                        .filter(least -> least.compareTo(all.minimum()) > 0)
                        .ifPresent(least -> found.add(self.minus(Linear.of(least))));
            }
        }
        return found;
    }

    private static Optional<BigInteger> greatest(Situation situation, int local, Function<Linear, Linear> reading) {
        Optional<BigInteger> greatest = Optional.empty();
        for (Transition way : situation.transitions()) {
            Linear next = reading.apply(way.next(local));
            Optional<BigInteger> own = situation.oracle().upperBoundIfIntegral(way.constraints(), next);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            greatest = Optional.of(greatest.map(own.get()::max).orElse(own.get()));
        }
        for (Entry entry : situation.entries()) {
            Linear first = reading.apply(entry.at(Linear.variable(local)));
            Optional<BigInteger> own = situation.oracle().upperBoundIfIntegral(entry.constraints(), first);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            greatest = Optional.of(greatest.map(own.get()::max).orElse(own.get()));
        }
        return greatest;
    }
}
