package io.ferrule.loop.search;

import io.ferrule.graph.Loop;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.certificate.Work;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.OutOfBudget;
import io.ferrule.loop.walk.Situation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Guesses what may be claimed of the loops of one function. What is guessed is proved elsewhere. */
public final class ClaimSearch {

    private final Situations situations;
    private final Limits limits;
    private final IntConsumer turnsTo;
    private final Map<Integer, Work> works = new HashMap<>();

    /**
     * A search.
     *
     * @param turnsTo is told the header of each loop that is turned to
     */
    public ClaimSearch(Situations situations, Limits limits, IntConsumer turnsTo) {
        this.situations = situations;
        this.limits = limits;
        this.turnsTo = turnsTo;
    }

    /** The headers of some loops, and of those on which they depend. */
    public Set<Integer> dependencies(FunctionModel model, List<Loop> loops) {
        Set<Integer> headers = new TreeSet<>();
        loops.forEach(loop -> headers.addAll(model.dependencies(loop.header())));
        return headers;
    }

    /** What is guessed of all loops. */
    public Claims of(FunctionModel model) {
        return of(model, model.headers());
    }

    /** What is guessed of the loops with these headers. */
    public Claims of(FunctionModel model, Set<Integer> headers) {
        return of(model, headers, headers);
    }

    /** What is guessed of these loops, and of those on which they depend: less, where nothing is left to be proved. */
    public Claims ofOpen(FunctionModel model, List<Loop> open) {
        Set<Integer> headers = open.stream().map(Loop::header).collect(Collectors.toSet());
        return of(model, dependencies(model, open), headers);
    }

    /**
     * What is guessed of the loops with these headers, inner ones first. Of those that are open it is guessed once more where
     * more is known by then: of the loop itself, and of those around.
     */
    private Claims of(FunctionModel model, Set<Integer> headers, Set<Integer> open) {
        List<Loop> wanted = model.forest().loops().stream()
                .filter(loop -> headers.contains(loop.header()))
                .toList();
        List<Loop> innerFirst = new ArrayList<>(wanted);
        Collections.reverse(innerFirst);
        Map<Loop, Claims> known = new HashMap<>();
        Claims claims = Claims.NONE;
        for (Loop loop : innerFirst) {
            known.put(loop, ofOthers(model, loop, claims));
            claims = withStridesAndInvariants(model, loop, claims, open.contains(loop.header()));
        }
        for (Loop loop : wanted) {
            if (open.contains(loop.header()) && !ofOthers(model, loop, claims).equals(known.get(loop))) {
                claims = withInvariants(model, loop, claims);
            }
        }
        return claims;
    }

    /** What is claimed of the other loops on which one depends. */
    private Claims ofOthers(FunctionModel model, Loop loop, Claims claims) {
        Set<Integer> others = new TreeSet<>(model.dependencies(loop.header()));
        others.remove(loop.header());
        return claims.of(others, model);
    }

    /** The same claims and what holds of these loops only together. */
    public Claims jointly(FunctionModel model, Set<Integer> headers, Claims claims, boolean apart) {
        try {
            return new JointInvariants(model, headers, situations, this::oracle).extend(claims, apart);
        } catch (OutOfBudget e) {
            return claims;
        }
    }

    private Claims withStridesAndInvariants(FunctionModel model, Loop loop, Claims claims, boolean open) {
        try {
            SimplexOracle oracle = oracle(loop);
            Claims own = claims;
            Situation situation = situations.rounds(model, loop, own).asking(oracle);
            Claims strided = InvariantSearch.withStrides(own, situation);
            if (strided.equals(own) && open) {
                own = own.withInvariants(loop.header(), InvariantSearch.invariants(situation));
                situation = situations.rounds(model, loop, own).asking(oracle);
                strided = InvariantSearch.withStrides(own, situation);
            }
            if (!strided.equals(own)) {
                own = strided;
                situation = situations.rounds(model, loop, own).asking(oracle);
            }
            return own.withInvariants(loop.header(), InvariantSearch.invariants(situation));
        } catch (OutOfBudget | Infeasible e) {
            return claims;
        }
    }

    private Claims withInvariants(FunctionModel model, Loop loop, Claims claims) {
        try {
            Situation situation = situations.rounds(model, loop, claims).asking(oracle(loop));
            return claims.withInvariants(loop.header(), InvariantSearch.invariants(situation));
        } catch (OutOfBudget | Infeasible e) {
            return claims;
        }
    }

    /** Answers for what is claimed of a loop, for its own sake and that of others. */
    private SimplexOracle oracle(Loop loop) {
        turnsTo.accept(loop.header());
        return new SimplexOracle(works.computeIfAbsent(loop.header(), header -> new Work(limits.steps())));
    }
}
