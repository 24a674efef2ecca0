package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.Situation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loop and one directly inside it, under claims that are to be proved elsewhere. In one round of the outer loop the
 * inner one is entered at most once: to be entered again without passing the outer header, control would go round a cycle,
 * which has a header; that loop would be around the inner one and inside the outer one.
 *
 * @see TotalRounds
 */
public final class Nest {

    private final FunctionModel model;
    private final Claims claims;
    private final Oracle oracle;
    private final Limits limits;
    private final Loop outer;
    private final Loop inner;
    private final Optional<BigInteger> outerRounds;
    private final Optional<BigInteger> innerRounds;
    private @Nullable Situation around;
    private @Nullable Situation inside;

    private Nest(
            FunctionModel model,
            Claims claims,
            Oracle oracle,
            Limits limits,
            Loop outer,
            Loop inner,
            Map<Integer, BigInteger> rounds) {
        this.model = model;
        this.claims = claims;
        this.oracle = oracle;
        this.limits = limits;
        this.outer = outer;
        this.inner = inner;
        this.outerRounds = Optional.ofNullable(rounds.get(outer.header()));
        this.innerRounds = Optional.ofNullable(rounds.get(inner.header()));
    }

    /**
     * The nest of a loop and the one around it.
     *
     * @param claims of all loops; those count that have to do with one of the two
     * @param rounds by header, how often it is executed at most each time that its loop is entered: proved
     * @throws java.util.NoSuchElementException if there is none around it
     */
    public static Nest of(
            FunctionModel model,
            Claims claims,
            Oracle oracle,
            Limits limits,
            Loop inner,
            Map<Integer, BigInteger> rounds) {
        Loop outer = inner.parent().orElseThrow();
        Set<Integer> premises = claims.premises(Set.of(inner.header(), outer.header()), model);
        return new Nest(model, claims.of(premises, model), oracle, limits, outer, inner, rounds);
    }

    /** The function that both loops are in. */
    public FunctionModel model() {
        return model;
    }

    Oracle oracle() {
        return oracle;
    }

    /** The loop directly inside. */
    public Loop inner() {
        return inner;
    }

    Optional<BigInteger> outerRounds() {
        return outerRounds;
    }

    Optional<BigInteger> innerRounds() {
        return innerRounds;
    }

    /** The outer loop with all ways into it and round it. */
    public Situation around() {
        if (around == null) {
            around = situation(outer, claims);
        }
        return around;
    }

    /** The inner loop with all ways into it and round it. */
    public Situation inside() {
        if (inside == null) {
            inside = situation(inner, claims);
        }
        return inside;
    }

    /**
     * The inner loop in those rounds of the outer one in which a form over the outer header's variables has a value within
     * limits. What holds at the outer header holds of the round in which the inner loop is entered, and goes on to hold as
     * long as control stays in the inner loop; so for the ways into it and round it the limits are like an invariant.
     */
    public Situation inside(Linear form, Optional<BigInteger> from, Optional<BigInteger> to) {
        if (from.isEmpty() && to.isEmpty()) {
            return inside();
        }
        List<Linear> invariants = new ArrayList<>(claims.invariantsAt(outer.header()));
        from.ifPresent(least -> invariants.add(form.plus(Rational.of(least.negate()))));
        to.ifPresent(most -> invariants.add(form.negate().plus(Rational.of(most))));
        return situation(inner, claims.withInvariants(outer.header(), invariants));
    }

    private Situation situation(Loop loop, Claims known) {
        return Situation.of(model, loop, known, oracle, limits).withRounds(limits);
    }

    /** Whether each way round the outer loop shows whether it passes the inner one: no stretch is passed over with it inside. */
    boolean showsInner() {
        return outer.blocks().stream()
                .noneMatch(block -> model.mergeAt(outer, block)
                        .filter(merge -> hides(block, merge.end()))
                        .isPresent());
    }

    /** A stretch that begins in the inner loop does not: its header lies on all ways there, and was passed before. */
    private boolean hides(int start, int end) {
        if (inner.contains(start)) {
            return false;
        }
        Set<Integer> seen = new HashSet<>(Set.of(start));
        List<Integer> open = new ArrayList<>(seen);
        while (!open.isEmpty()) {
            for (int next : model.graph().successors(open.remove(open.size() - 1))) {
                boolean within = next != end && next != outer.header() && outer.contains(next);
                if (within && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen.contains(inner.header());
    }

    @Override
    public String toString() {
        return inner + " in " + outer;
    }
}
