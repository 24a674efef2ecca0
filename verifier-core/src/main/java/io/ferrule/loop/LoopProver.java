package io.ferrule.loop;

import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.AvoidedEnd;
import io.ferrule.loop.argument.BitClear;
import io.ferrule.loop.argument.BitMark;
import io.ferrule.loop.argument.EqualityExit;
import io.ferrule.loop.argument.RingStride;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.Unrepeated;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateWriter;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.certificate.Work;
import io.ferrule.loop.search.ClaimSearch;
import io.ferrule.loop.search.FixedExits;
import io.ferrule.loop.search.LexicographicSearch;
import io.ferrule.loop.search.Obstacle;
import io.ferrule.loop.search.PhaseSearch;
import io.ferrule.loop.search.Proposal;
import io.ferrule.loop.search.RankingSearch;
import io.ferrule.loop.search.Scaling;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for proofs that the loops of one function end. It goes up a ladder: what is cheap and needs no knowledge of other
 * loops first; then invariants of all loops; then searches for ranking functions. What it finds it writes down as
 * certificates.
 */
public final class LoopProver {

    /** Where a bound is known, a better one is worth so many times less work than any. */
    private static final long IMPROVEMENT = 16;

    private final Limits limits;
    private final IntConsumer turnsTo;
    private final Situations situations;
    private final Map<Integer, Work> searches = new HashMap<>();
    private final ClaimSearch claimSearch;
    private final CertificateWriter writer;

    /** A prover for one function. */
    LoopProver(Limits limits) {
        this(limits, header -> {});
    }

    /**
     * A prover for one function.
     *
     * @param turnsTo is told the header of each loop that is turned to, and {@link FunctionBounds#ALL_LOOPS}
     */
    LoopProver(Limits limits, IntConsumer turnsTo) {
        this.limits = limits;
        this.turnsTo = turnsTo;
        this.situations = new Situations(limits);
        this.claimSearch = new ClaimSearch(situations, limits, turnsTo);
        this.writer = new CertificateWriter(situations, limits);
    }

    /** The work on arguments for a loop. */
    private Work searching(Loop loop) {
        return searches.computeIfAbsent(loop.header(), header -> new Work(limits.steps()));
    }

    /** Answers for arguments for a loop. */
    private SimplexOracle searchingOracle(Loop loop) {
        turnsTo.accept(loop.header());
        return new SimplexOracle(searching(loop));
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

    /**
     * Why nothing was found for a loop.
     *
     * @param again whether the same would come out again, were nothing else known
     */
    private record Failure(String reason, boolean again) {
        static Failure ofSearch(Situation situation, boolean again) {
            return new Failure("no ranking function was found" + Obstacle.of(situation), again);
        }

        static Failure of(RuntimeException e) {
            return e instanceof OutOfBudget
                    ? new Failure(String.valueOf(e.getMessage()), true)
                    : new Failure("a way into it cannot be taken", false);
        }
    }

    /** Looks for proofs for all loops of a function without irreducible regions. */
    Found prove(FunctionModel model) {
        List<Certificate> certificates = new ArrayList<>();
        Map<Integer, Failure> failures = new TreeMap<>();
        Map<Integer, Proposal> best = new TreeMap<>();
        Map<Integer, Proposal> cheap = cheap(model, failures);
        record(model, Claims.NONE, cheap, certificates).forEach((h, p) -> improve(best, h, p));
        attempt(model, best, certificates, failures);
        if (model.forest().loops().stream().anyMatch(loop -> situations.areComparedAsSigned(model, loop))) {
            attempt(model.asSigned(), best, certificates, failures);
        }
        Map<Integer, String> reasons = new TreeMap<>();
        failures.forEach((header, failure) -> reasons.put(header, failure.reason));
        reasons.keySet().removeAll(best.keySet());
        return new Found(certificates, reasons);
    }

    /** The loops that are worth more work. */
    private List<Loop> open(FunctionModel model, Map<Integer, Proposal> best, Map<Integer, Failure> failures) {
        return model.forest().loops().stream()
                .filter(loop -> (!model.signed() || situations.areComparedAsSigned(model, loop))
                        && !isEnough(model, loop, best.get(loop.header()))
                        && !isHopeless(model, loop, best.get(loop.header()), failures.get(loop.header())))
                .toList();
    }

    /**
     * Whether more work cannot help: the number of rounds hangs on no other loop, so that invariants of others are of no
     * use, and either it is known already and only because of what comes from outside it is large, or the loop alone is
     * too much work or may stay as it is.
     */
    private boolean isHopeless(FunctionModel model, Loop loop, @Nullable Proposal proposal, @Nullable Failure failure) {
        boolean decided = proposal == null
                ? failure != null && failure.again
                : !Scaling.occurs(model, loop)
                        && !FixedExits.occur(model, loop)
                        && !situations.areComparedAsSigned(model, loop);
        if (proposal != null) {
            searching(loop).limitTo(limits.steps() / IMPROVEMENT);
        }
        return searching(loop).isDone()
                || (decided && (isAlone(model, loop) || (proposal != null && proposal.settled())));
    }

    private boolean isAlone(FunctionModel model, Loop loop) {
        return model.dependencies(loop.header()).size() == 1;
    }

    /** Whether there is no hope for a better bound: a formula will do where no number can be expected. */
    private static boolean isEnough(FunctionModel model, Loop loop, @Nullable Proposal proposal) {
        return proposal != null
                && proposal.isGood()
                && (proposal.isSmall() || !(Scaling.occurs(model, loop) || FixedExits.occur(model, loop)));
    }

    private static boolean isGood(@Nullable Proposal proposal) {
        return proposal != null && proposal.isGood();
    }

    private static void improve(Map<Integer, Proposal> best, int header, Proposal proposal) {
        Proposal old = best.get(header);
        if (old == null || proposal.isBetterThan(old)) {
            best.put(header, proposal);
        }
    }

    /** Arguments that need no invariant. */
    private Map<Integer, Proposal> cheap(FunctionModel model, Map<Integer, Failure> failures) {
        Map<Integer, Proposal> found = new TreeMap<>();
        for (Loop loop : innerFirst(model)) {
            SimplexOracle oracle = searchingOracle(loop);
            try {
                Situation situation =
                        situations.entries(model, loop, Claims.NONE).asking(oracle);
                tryAll(situation, RingStride.candidates(model, loop), found);
                tryAll(situation, EqualityExit.candidates(model, loop), found);
                if (!isEnough(model, loop, found.get(loop.header()))) {
                    Situation rounds =
                            situations.rounds(model, loop, Claims.NONE).asking(oracle);
                    tryAll(rounds, simple(rounds, oracle), found);
                    if (!found.containsKey(loop.header()) && mayStayAsItIs(rounds, oracle)) {
                        failures.putIfAbsent(loop.header(), Failure.ofSearch(rounds, true));
                    }
                }
            } catch (OutOfBudget | Infeasible e) {
                failures.putIfAbsent(loop.header(), Failure.of(e));
            }
        }
        return found;
    }

    /** Whether a loop that hangs on no other one may go round and change nothing, as far as can be told. */
    private boolean mayStayAsItIs(Situation situation, SimplexOracle oracle) {
        return isAlone(situation.model(), situation.loop())
                && !situations.areComparedAsSigned(situation.model(), situation.loop())
                && new RankingSearch(situation, oracle).isHopelessWithInvariants();
    }

    private static List<Loop> innerFirst(FunctionModel model) {
        List<Loop> loops = new ArrayList<>(model.forest().loops());
        Collections.reverse(loops);
        return loops;
    }

    private static List<Termination> simple(Situation situation, SimplexOracle oracle) {
        List<Termination> all = new ArrayList<>();
        all.add(new Unrepeated());
        all.addAll(AvoidedEnd.candidates(situation.model(), situation.loop()));
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
        Proposal.of(situation, candidate)
                .ifPresent(proposal -> improve(best, situation.loop().header(), proposal));
    }

    /** With invariants of the loops that are open, and of those they depend on. */
    private void attempt(
            FunctionModel model,
            Map<Integer, Proposal> best,
            List<Certificate> certificates,
            Map<Integer, Failure> failures) {
        List<Loop> open = open(model, best, failures);
        if (open.isEmpty()) {
            return;
        }
        Claims claims = claimSearch.ofOpen(model, open);
        attempt(model, open, claims, best, certificates, failures);
        for (boolean apart : List.of(false, true)) {
            List<Loop> nested = open(model, best, failures).stream()
                    .filter(loop -> model.dependencies(loop.header()).size() > 1)
                    .toList();
            Claims joint = nested.isEmpty()
                    ? claims
                    : claimSearch.jointly(model, claimSearch.dependencies(model, nested), claims, apart);
            if (!joint.equals(claims)) {
                claims = joint;
                attempt(model, nested, claims, best, certificates, failures);
            }
        }
    }

    private void attempt(
            FunctionModel model,
            List<Loop> open,
            Claims claims,
            Map<Integer, Proposal> best,
            List<Certificate> certificates,
            Map<Integer, Failure> failures) {
        Map<Integer, Proposal> found = new TreeMap<>();
        for (Loop loop : open) {
            search(model, loop, claims, found, failures);
        }
        record(model, claims, found, certificates).forEach((h, p) -> improve(best, h, p));
    }

    private void search(
            FunctionModel model,
            Loop loop,
            Claims claims,
            Map<Integer, Proposal> found,
            Map<Integer, Failure> failures) {
        int header = loop.header();
        if (situations.isSearchedAgain(model, loop, claims)) {
            return;
        }
        SimplexOracle oracle = searchingOracle(loop);
        try {
            Situation situation = situations.rounds(model, loop, claims).asking(oracle);
            tryAll(situation, RingStride.candidates(model, loop), found);
            tryAll(situation, EqualityExit.candidates(model, loop), found);
            tryAll(situation, simple(situation, oracle), found);
            if (!isEnough(model, loop, found.get(header))) {
                ranking(situation, oracle, found);
            }
            if (!found.containsKey(header)) {
                failures.putIfAbsent(header, Failure.ofSearch(situation, false));
            }
        } catch (OutOfBudget | Infeasible e) {
            failures.put(header, Failure.of(e));
        }
    }

    /** Searches for forms that fall, dearest last. */
    private static void ranking(Situation situation, SimplexOracle oracle, Map<Integer, Proposal> found) {
        RankingSearch search = new RankingSearch(situation, oracle);
        if (search.isHopeless()) {
            return;
        }
        FunctionModel model = situation.model();
        Loop loop = situation.loop();
        search.linear().ifPresent(t -> tryOne(situation, t, found));
        if (!isEnough(model, loop, found.get(loop.header())) && Scaling.occurs(model, loop)) {
            search.geometric().ifPresent(t -> tryOne(situation, t, found));
        }
        if (!isGood(found.get(loop.header()))) {
            tryAll(situation, new LexicographicSearch(situation, oracle).candidates(), found);
        }
        if (!isGood(found.get(loop.header()))) {
            tryAll(situation, new PhaseSearch(situation, oracle).candidates(), found);
        }
    }

    /** Writes the proofs down of what can be proved once more, on end; the rest is left out. */
    private Map<Integer, Proposal> record(
            FunctionModel model, Claims claims, Map<Integer, Proposal> found, List<Certificate> certificates) {
        turnsTo.accept(FunctionBounds.ALL_LOOPS);
        Map<Integer, Termination> terminations = new TreeMap<>();
        found.forEach((header, proposal) -> terminations.put(header, proposal.termination()));
        Map<Integer, Proposal> proved = new TreeMap<>(found);
        Optional<Certificate> certificate = writer.bounds(model, claims, terminations);
        certificate.ifPresent(certificates::add);
        proved.keySet()
                .retainAll(
                        certificate.map(known -> known.terminations().keySet()).orElse(Set.of()));
        return proved;
    }
}
