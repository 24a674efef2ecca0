package io.ferrule.loop.certificate;

import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.Approach;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.SignedComparisons;
import io.ferrule.loop.walk.Situation;
import java.util.HashMap;
import java.util.Map;

/**
 * The situations of the loops of one function, as the prover comes by them. To walk all ways round a loop costs most of
 * all that is done; so they are walked again only if something else is claimed of a loop that has to do with it. A loop
 * with too many ways is not tried again either.
 */
public final class Situations {

    private final Limits limits;
    private final Map<Place, WalkedLoop> known = new HashMap<>();
    private final Map<Approach, WalkedLoop.Entered> entered = new HashMap<>();
    private final Map<Integer, Work> walks = new HashMap<>();
    private final Map<Place, Boolean> comparedAsSigned = new HashMap<>();
    private final Map<Place, Claims> searched = new HashMap<>();

    /** None is known yet. */
    public Situations(Limits limits) {
        this.limits = limits;
    }

    /** A loop, numbers read as signed or not. */
    private record Place(boolean signed, int header) {
        static Place of(FunctionModel model, Loop loop) {
            return new Place(model.signed(), loop.header());
        }
    }

    /** Whether a loop's numbers are compared as signed. */
    public boolean areComparedAsSigned(FunctionModel model, Loop loop) {
        return comparedAsSigned.computeIfAbsent(Place.of(model, loop), place -> SignedComparisons.occur(model, loop));
    }

    /** Whether the last search for a proof about a loop was made under the same claims; notes that one is made now. */
    public boolean isSearchedAgain(FunctionModel model, Loop loop, Claims claims) {
        Claims own = claims.relevantTo(loop.header(), model);
        return own.equals(searched.put(Place.of(model, loop), own));
    }

    /**
     * The situation of a loop, without the ways round it.
     *
     * @throws OutOfBudget if there are too many ways
     */
    public Situation entries(FunctionModel model, Loop loop, Claims claims) {
        return walked(model, loop, claims).entries();
    }

    /** The same with the ways round the loop. */
    public Situation rounds(FunctionModel model, Loop loop, Claims claims) {
        return walked(model, loop, claims).rounds();
    }

    /** A loop as it is walked under the claims that have to do with it. */
    WalkedLoop walked(FunctionModel model, Loop loop, Claims claims) {
        Claims own = claims.relevantTo(loop.header(), model);
        return known.compute(
                Place.of(model, loop),
                (place, old) -> old != null && old.claims().equals(own)
                        ? old
                        : new WalkedLoop(model, loop, own, walking(loop), limits, entered));
    }

    private Work walking(Loop loop) {
        return walks.computeIfAbsent(loop.header(), header -> new Work(limits.steps()));
    }
}
