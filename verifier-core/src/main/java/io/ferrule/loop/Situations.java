package io.ferrule.loop;

import io.ferrule.graph.Loop;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The situations of the loops of one function, as the prover comes by them. To walk all ways round a loop costs most of
 * all that is done; so they are walked again only if something else is claimed of a loop that has to do with it. A loop
 * with too many ways is not tried again either.
 *
 * <p>What is remembered may know less than all claims would tell. That is no matter to a search: what it finds is proved
 * from all of them in the end.
 */
final class Situations {

    private final Limits limits;
    private final Map<Place, Known> known = new HashMap<>();
    private final Map<Integer, Work> walks = new HashMap<>();
    private final Map<Place, Set<Integer>> dependencies = new HashMap<>();
    private final Map<Place, Boolean> comparedAsSigned = new HashMap<>();
    private final Map<Place, Claims> searched = new HashMap<>();

    Situations(Limits limits) {
        this.limits = limits;
    }

    /** A loop, numbers read as signed or not. */
    private record Place(boolean signed, int header) {
        static Place of(FunctionModel model, Loop loop) {
            return new Place(model.signed(), loop.header());
        }
    }

    /** What was found out under the claims that matter. */
    private static final class Known {
        private final Claims claims;
        private @Nullable Situation entries;
        private @Nullable Situation rounds;
        private @Nullable RuntimeException failure;

        Known(Claims claims) {
            this.claims = claims;
        }
    }

    /** The headers of the loops on which one depends, its own included. */
    Set<Integer> dependencies(FunctionModel model, Loop loop) {
        return dependencies.computeIfAbsent(Place.of(model, loop), place -> DependentLoops.of(model, loop));
    }

    /** Whether a loop's numbers are compared as signed. */
    boolean areComparedAsSigned(FunctionModel model, Loop loop) {
        return comparedAsSigned.computeIfAbsent(Place.of(model, loop), place -> SignedComparisons.occur(model, loop));
    }

    /** Whether the last search for a proof about a loop was made under the same claims; notes that one is made now. */
    boolean isSearchedAgain(FunctionModel model, Loop loop, Claims claims) {
        Claims own = relevant(model, loop, claims);
        return own.equals(searched.put(Place.of(model, loop), own));
    }

    /** What of the claims has to do with a loop. */
    private Claims relevant(FunctionModel model, Loop loop, Claims claims) {
        return claims.of(dependencies(model, loop), model);
    }

    /**
     * The situation of a loop, without the ways round it.
     *
     * @throws OutOfBudget if there are too many ways
     */
    Situation entries(FunctionModel model, Loop loop, Claims claims) {
        Known own = known(model, loop, claims);
        if (own.entries == null) {
            own.entries = Situation.of(model, loop, claims, walking(loop), limits);
        }
        return own.entries;
    }

    /** The same with the ways round the loop. */
    Situation rounds(FunctionModel model, Loop loop, Claims claims) {
        Known own = known(model, loop, claims);
        if (own.failure != null) {
            throw own.failure;
        }
        if (own.rounds == null) {
            try {
                own.rounds = entries(model, loop, claims).withRounds(limits);
            } catch (OutOfBudget | Infeasible e) {
                own.failure = e;
                throw e;
            }
        }
        return own.rounds;
    }

    private Oracle walking(Loop loop) {
        return new SimplexOracle(walks.computeIfAbsent(loop.header(), header -> new Work(limits.steps())));
    }

    private Known known(FunctionModel model, Loop loop, Claims claims) {
        Claims own = relevant(model, loop, claims);
        return known.compute(
                Place.of(model, loop), (place, old) -> old != null && old.claims.equals(own) ? old : new Known(own));
    }
}
