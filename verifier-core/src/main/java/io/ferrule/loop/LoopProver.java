package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.program.Computation.Compare;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for proofs that the loops of one function end. It goes up a ladder: what is cheap and needs no knowledge of other
 * loops first; then invariants of all loops; then searches for ranking functions. What it finds it writes down as
 * certificates.
 */
final class LoopProver {

    /** A bound up to here is good enough not to look for a better one. */
    private static final BigInteger SMALL = BigInteger.ONE.shiftLeft(20);

    private final Limits limits;

    LoopProver(Limits limits) {
        this.limits = limits;
    }

    /**
     * What was found for one function.
     *
     * @param reasons by header, why nothing was found
     */
    record Found(List<Certificate> certificates, Map<Integer, String> reasons) {
        Found {
            certificates = List.copyOf(certificates);
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        }
    }

    /** One argument with the bound that it gives. */
    private record Proposal(Termination termination, TripCount count) {}

    /** Looks for proofs for all loops of a function without irreducible regions. */
    Found prove(FunctionModel model) {
        List<Certificate> certificates = new ArrayList<>();
        Map<Integer, String> reasons = new TreeMap<>();
        Map<Integer, Proposal> best = new TreeMap<>();
        Map<Integer, Proposal> cheap = cheap(model, reasons);
        record(model, Claims.NONE, cheap, certificates).forEach((h, p) -> improve(best, h, p));
        if (isDone(model, best)) {
            return new Found(certificates, reasons);
        }
        attempt(model, best, certificates, reasons);
        if (!isDone(model, best) && comparesSigned(model)) {
            attempt(model.asSigned(), best, certificates, reasons);
        }
        reasons.keySet().removeAll(best.keySet());
        return new Found(certificates, reasons);
    }

    private static boolean comparesSigned(FunctionModel model) {
        return model.function().blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .anyMatch(instruction -> instruction instanceof Compare compare
                        && compare.predicate().startsWith("s"));
    }

    private static boolean isDone(FunctionModel model, Map<Integer, Proposal> best) {
        return model.forest().loops().stream().allMatch(loop -> isEnough(model, loop, best.get(loop.header())));
    }

    /** Whether there is no hope for a better bound: a formula will do where no number can be expected. */
    private static boolean isEnough(
            FunctionModel model, Loop loop, @org.jspecify.annotations.Nullable Proposal proposal) {
        return isGood(proposal)
                && (isSmall(proposal) || !(Scaling.occurs(model, loop) || FixedExits.occur(model, loop)));
    }

    private static boolean isSmall(@org.jspecify.annotations.Nullable Proposal proposal) {
        return proposal != null && proposal.count.maximum().compareTo(SMALL) <= 0;
    }

    private static boolean isGood(@org.jspecify.annotations.Nullable Proposal proposal) {
        return isSmall(proposal) || (proposal != null && isFormula(proposal.count));
    }

    private static boolean isFormula(TripCount count) {
        return !count.formulas().isEmpty()
                && count.formulas().stream().noneMatch(Linear::isConstant)
                && count.formulas().stream().allMatch(BoundFormula::isUsable);
    }

    private static void improve(Map<Integer, Proposal> best, int header, Proposal proposal) {
        Proposal old = best.get(header);
        boolean better = old == null
                || (!isGood(old) && isGood(proposal))
                || (!isSmall(old) && isSmall(proposal))
                || (isGood(old) == isGood(proposal) && proposal.count.maximum().compareTo(old.count.maximum()) < 0);
        if (better) {
            best.put(header, proposal);
        }
    }

    /** Arguments that need no invariant. */
    private Map<Integer, Proposal> cheap(FunctionModel model, Map<Integer, String> reasons) {
        Map<Integer, Proposal> found = new TreeMap<>();
        for (Loop loop : innerFirst(model)) {
            SimplexOracle oracle = new SimplexOracle(limits.steps());
            try {
                Situation situation = Situation.of(model, loop, Claims.NONE, oracle, limits, false);
                tryAll(situation, RingStride.candidates(model, loop), found);
                tryAll(situation, EqualityExit.candidates(model, loop), found);
                if (!isEnough(model, loop, found.get(loop.header()))) {
                    Situation rounds = Situation.of(model, loop, Claims.NONE, oracle, limits, true);
                    tryAll(rounds, simple(rounds, oracle), found);
                }
            } catch (OutOfBudget | Infeasible e) {
                reasons.putIfAbsent(loop.header(), reason(e));
            }
        }
        return found;
    }

    private static String reason(RuntimeException e) {
        return e instanceof OutOfBudget ? String.valueOf(e.getMessage()) : "a way into it cannot be taken";
    }

    private static List<Loop> innerFirst(FunctionModel model) {
        List<Loop> loops = new ArrayList<>(model.forest().loops());
        Collections.reverse(loops);
        return loops;
    }

    private static List<Termination> simple(Situation situation, SimplexOracle oracle) {
        List<Termination> all = new ArrayList<>();
        all.add(new Unrepeated());
        all.addAll(BitClear.candidates(situation.model(), situation.loop()));
        all.addAll(BitMark.candidates(situation.model(), situation.loop()));
        all.addAll(Scaling.candidates(situation));
        all.addAll(new RankingSearch(situation, oracle).fromConditions());
        return all;
    }

    private static void tryAll(
            Situation situation, List<? extends Termination> candidates, Map<Integer, Proposal> best) {
        for (Termination candidate : candidates) {
            tryOne(situation, candidate, best);
        }
    }

    private static void tryOne(Situation situation, Termination candidate, Map<Integer, Proposal> best) {
        Optional<TripCount> count = candidate.check(situation).map(c -> c.overNumbers(situation.model()));
        count.ifPresent(c -> improve(best, situation.loop().header(), new Proposal(candidate, c)));
    }

    /** With invariants of all loops. */
    private void attempt(
            FunctionModel model,
            Map<Integer, Proposal> best,
            List<Certificate> certificates,
            Map<Integer, String> reasons) {
        Claims claims = claims(model);
        attempt(model, claims, best, certificates, reasons);
        boolean nested =
                model.forest().loops().stream().anyMatch(loop -> loop.parent().isPresent());
        for (boolean apart : nested ? List.of(false, true) : List.<Boolean>of()) {
            Claims joint = isDone(model, best) ? claims : joint(model, claims, apart);
            if (!joint.equals(claims)) {
                claims = joint;
                attempt(model, claims, best, certificates, reasons);
            }
        }
    }

    private Claims joint(FunctionModel model, Claims claims, boolean apart) {
        try {
            return new JointInvariants(model, limits).extend(claims, apart);
        } catch (OutOfBudget e) {
            return claims;
        }
    }

    private void attempt(
            FunctionModel model,
            Claims claims,
            Map<Integer, Proposal> best,
            List<Certificate> certificates,
            Map<Integer, String> reasons) {
        Map<Integer, Proposal> found = new TreeMap<>();
        for (Loop loop : model.forest().loops()) {
            if (!isEnough(model, loop, best.get(loop.header()))) {
                search(model, loop, claims, found, reasons);
            }
        }
        record(model, claims, found, certificates).forEach((h, p) -> improve(best, h, p));
    }

    /** What is guessed of all loops, inner ones first, and then once more with what is guessed of those around. */
    Claims claims(FunctionModel model) {
        Claims claims = Claims.NONE;
        for (Loop loop : innerFirst(model)) {
            claims = withInvariants(model, loop, claims, true);
        }
        if (model.forest().loops().stream().anyMatch(loop -> loop.parent().isPresent())) {
            for (Loop loop : model.forest().loops()) {
                claims = withInvariants(model, loop, claims, false);
            }
        }
        return claims;
    }

    private Claims withInvariants(FunctionModel model, Loop loop, Claims claims, boolean first) {
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        try {
            Claims own = claims;
            Situation situation = Situation.of(model, loop, own, oracle, limits, true);
            if (first) {
                Claims strided = InvariantSearch.withStrides(own, situation);
                if (strided.equals(own)) {
                    own = own.withInvariants(loop.header(), InvariantSearch.invariants(situation));
                    situation = Situation.of(model, loop, own, oracle, limits, true);
                    strided = InvariantSearch.withStrides(own, situation);
                }
                if (!strided.equals(own)) {
                    own = strided;
                    situation = Situation.of(model, loop, own, oracle, limits, true);
                }
            }
            return own.withInvariants(loop.header(), InvariantSearch.invariants(situation));
        } catch (OutOfBudget | Infeasible e) {
            return claims;
        }
    }

    private void search(
            FunctionModel model, Loop loop, Claims claims, Map<Integer, Proposal> found, Map<Integer, String> reasons) {
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        int header = loop.header();
        try {
            Situation situation = Situation.of(model, loop, claims, oracle, limits, true);
            tryAll(situation, RingStride.candidates(model, loop), found);
            tryAll(situation, EqualityExit.candidates(model, loop), found);
            tryAll(situation, simple(situation, oracle), found);
            RankingSearch search = new RankingSearch(situation, oracle);
            if (!isEnough(model, loop, found.get(header))) {
                search.linear().ifPresent(t -> tryOne(situation, t, found));
            }
            if (!isEnough(model, loop, found.get(header))) {
                search.geometric().ifPresent(t -> tryOne(situation, t, found));
            }
            if (!isGood(found.get(header))) {
                tryAll(situation, new LexicographicSearch(situation, oracle).candidates(), found);
            }
            if (!isGood(found.get(header))) {
                tryAll(situation, new PhaseSearch(situation, oracle).candidates(), found);
            }
            if (!found.containsKey(header)) {
                reasons.putIfAbsent(header, "no ranking function was found" + Obstacle.of(situation));
            }
        } catch (OutOfBudget | Infeasible e) {
            reasons.put(header, reason(e));
        }
    }

    /** Proves everything once more, on end, and writes the proofs down; leaves out what cannot be proved that way. */
    private Map<Integer, Proposal> record(
            FunctionModel model, Claims claims, Map<Integer, Proposal> found, List<Certificate> certificates) {
        if (found.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Termination> terminations = new TreeMap<>();
        found.forEach((header, proposal) -> terminations.put(header, proposal.termination));
        SimplexOracle oracle =
                new SimplexOracle(limits.steps() * model.forest().loops().size());
        try {
            CertificateCheck.bounds(model, claims, terminations, oracle, limits);
            certificates.add(new Certificate(model.signed(), claims, terminations, oracle.takeLog()));
            return found;
        } catch (OutOfBudget | Infeasible | InvalidCertificate e) {
            return Map.of();
        }
    }
}
