package io.ferrule.loop.certificate;

import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.Approach;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.OutOfBudget;
import io.ferrule.loop.walk.Situation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One loop as it was walked under some claims, with the answers that were given on the way: walked once for all that is asked
 * of it. Ways learn from questions, so there are two kinds of them. Searches share ways on which they find what was worked out
 * for earlier questions. A proof that is written down has ways of its own, as they were when they were walked: it is gone
 * through again on such.
 */
public final class WalkedLoop {

    private final FunctionModel model;
    private final Loop loop;
    private final Claims claims;
    private final SimplexOracle oracle;
    private final Oracle shared;
    private final Limits limits;
    private final Map<Approach, Entered> known;
    private @Nullable Ways entries;
    private @Nullable Ways rounds;
    private @Nullable RuntimeException failure;
    private Optional<ProofLog> claimsProof = Optional.empty();
    private boolean claimsTried;

    /**
     * Nothing is walked yet.
     *
     * @param work what walking may cost
     * @param known ways into loops that were walked already; those into this one are added
     */
    WalkedLoop(FunctionModel model, Loop loop, Claims claims, Work work, Limits limits, Map<Approach, Entered> known) {
        this.model = model;
        this.loop = loop;
        this.claims = claims;
        this.oracle = new SimplexOracle(work);
        this.shared = new SimplexOracle(work);
        this.limits = limits;
        this.known = known;
    }

    /** Ways into a loop as they were walked, and the answers to what was asked on them. */
    record Entered(Situation walked, ProofLog log) {}

    /** Ways as they were walked, the answers to what was asked on them, and ways for searches. */
    private record Ways(Situation walked, ProofLog log, Situation shared) {}

    /** The claims under which it was walked. */
    Claims claims() {
        return claims;
    }

    private Ways walkEntries() {
        if (entries == null) {
            entries = walk(() -> {
                Entered entered = enter(Approach.of(model, loop, claims));
                Situation walked = entered.walked.under(claims, oracle);
                return new Ways(walked, entered.log, walked.copy(shared));
            });
        }
        return entries;
    }

    private Entered enter(Approach approach) {
        Entered before = known.get(approach);
        if (before != null) {
            return before;
        }
        Situation walked = Situation.of(model, loop, claims, approach, oracle, limits);
        Entered entered = new Entered(walked, oracle.takeLog());
        known.put(approach, entered);
        return entered;
    }

    private Ways walkRounds() {
        if (rounds == null) {
            Ways before = walkEntries();
            rounds = walk(() -> {
                Situation walked = before.walked.withRounds(limits);
                return new Ways(walked, oracle.takeLog(), before.shared.withRoundsOf(walked));
            });
        }
        return rounds;
    }

    /** What was given up once is not tried again. */
    private Ways walk(Supplier<Ways> walking) {
        if (failure != null) {
            throw failure;
        }
        try {
            return walking.get();
        } catch (OutOfBudget | Infeasible e) {
            failure = e;
            throw e;
        }
    }

    /**
     * The ways into the loop, for searches.
     *
     * @throws OutOfBudget if there are too many
     */
    Situation entries() {
        return walkEntries().shared;
    }

    /** The same with the ways round it. */
    Situation rounds() {
        return walkRounds().shared;
    }

    /** Ways of one's own, as they were walked, with those round the loop or without. */
    Situation walked(boolean withRounds, Oracle oracle) {
        return (withRounds ? walkRounds() : walkEntries()).walked.copy(oracle);
    }

    /** What was asked on the ways into the loop. */
    ProofLog entriesLog() {
        return walkEntries().log;
    }

    /** What was asked on the ways round it. */
    ProofLog roundsLog() {
        return walkRounds().log;
    }

    /** Why what is claimed of the loop is so; found once, or found to be missing. */
    Optional<ProofLog> claimsProof(Function<WalkedLoop, Optional<ProofLog>> search) {
        if (!claimsTried) {
            claimsTried = true;
            claimsProof = search.apply(this);
        }
        return claimsProof;
    }
}
