package io.ferrule.loop;

import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Nest;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.bound.LoopBound;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.CertificateCheck;
import io.ferrule.loop.certificate.CertificateWriter;
import io.ferrule.loop.certificate.InvalidCertificate;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.certificate.Situations;
import io.ferrule.loop.certificate.Work;
import io.ferrule.loop.search.ClaimSearch;
import io.ferrule.loop.search.TotalSearch;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.OutOfBudget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for how often the inner loops of one function go round in all rounds of their outer loops together. It begins where
 * {@link LoopProver} ends: all bounds are known, and what is looked for is less than their product.
 */
public final class TotalProver {

    /** How much less a total must be than the product for no more to be tried. */
    private static final BigInteger ENOUGH_OF_TEN = BigInteger.valueOf(6);

    private final FunctionModel model;
    private final Map<Integer, BigInteger> rounds;
    private final Limits limits;
    private final Situations situations;
    private final ClaimSearch claimSearch;
    private final CertificateWriter writer;
    private final Map<Integer, BigInteger> proved = new TreeMap<>();
    private final Map<Integer, Work> searches = new HashMap<>();

    private TotalProver(FunctionModel model, Map<Integer, BigInteger> rounds, Limits limits) {
        this.model = model;
        this.rounds = rounds;
        this.limits = limits;
        this.situations = new Situations(limits);
        this.claimSearch = new ClaimSearch(situations, limits, header -> {});
        this.writer = new CertificateWriter(situations, limits);
    }

    /** The totals of a function without irreducible regions, whose loops go round so often. */
    public static NestTotals prove(FunctionModel model, List<LoopBound> bounds, Limits limits) {
        Map<Integer, BigInteger> rounds = new TreeMap<>();
        bounds.stream()
                .filter(LoopBound::isBoundedByNumber)
                .forEach(bound ->
                        rounds.put(bound.loop().header(), bound.rounds().orElseThrow()));
        TotalProver prover = new TotalProver(model, rounds, limits);
        prover.attempt(model);
        if (prover.open().stream().anyMatch(prover::isComparedAsSigned)) {
            prover.attempt(model.asSigned());
        }
        return new NestTotals(prover.proved);
    }

    private boolean isComparedAsSigned(Loop loop) {
        return situations.areComparedAsSigned(model, loop)
                || situations.areComparedAsSigned(model, loop.parent().orElseThrow());
    }

    /** What is known of an inner loop without a proof of its own; empty where only one of both goes round at all. */
    private Optional<BigInteger> product(Loop inner) {
        Optional<BigInteger> outerRounds =
                inner.parent().flatMap(outer -> Optional.ofNullable(rounds.get(outer.header())));
        return Optional.ofNullable(rounds.get(inner.header()))
                .filter(number -> number.compareTo(BigInteger.ONE) > 0)
                .flatMap(number -> outerRounds
                        .filter(times -> times.compareTo(BigInteger.ONE) > 0)
                        .map(number::multiply));
    }

    /** The inner loops of which no more is known than the product, or little more. */
    private List<Loop> open() {
        return model.forest().loops().stream()
                .filter(loop ->
                        product(loop).filter(number -> !isEnough(loop, number)).isPresent())
                .toList();
    }

    private boolean isEnough(Loop loop, BigInteger product) {
        BigInteger known = proved.getOrDefault(loop.header(), product);
        return known.multiply(BigInteger.TEN).compareTo(product.multiply(ENOUGH_OF_TEN)) <= 0;
    }

    private void attempt(FunctionModel read) {
        List<Loop> nests = open().stream().filter(loop -> mayVary(read, loop)).toList();
        if (nests.isEmpty()) {
            return;
        }
        List<Loop> loops = new ArrayList<>(nests);
        nests.forEach(loop -> loops.add(loop.parent().orElseThrow()));
        Claims claims = claimSearch.of(read, claimSearch.dependencies(read, loops));
        attempt(read, nests, claims);
        for (boolean apart : List.of(false, true)) {
            List<Loop> left =
                    open().stream().filter(loop -> dependsOnOuter(read, loop)).toList();
            Claims joint = left.isEmpty()
                    ? claims
                    : claimSearch.jointly(read, claimSearch.dependencies(read, left), claims, apart);
            if (!joint.equals(claims)) {
                claims = joint;
                attempt(read, left, claims);
            }
        }
    }

    /** Whether the inner loop may go round less often in some rounds of the outer one, or not be entered in them. */
    private boolean mayVary(FunctionModel read, Loop loop) {
        Loop outer = loop.parent().orElseThrow();
        boolean always =
                outer.latches().stream().allMatch(latch -> read.dominators().dominates(loop.header(), latch));
        return !always || dependsOnOuter(read, loop);
    }

    /** Whether numbers of the outer loop flow into how often the inner one goes round. */
    private boolean dependsOnOuter(FunctionModel read, Loop loop) {
        return read.dependencies(loop.header())
                .contains(loop.parent().orElseThrow().header());
    }

    private void attempt(FunctionModel read, List<Loop> nests, Claims claims) {
        Map<Integer, TotalRounds> found = new TreeMap<>();
        for (Loop loop : nests) {
            SimplexOracle oracle =
                    new SimplexOracle(searches.computeIfAbsent(loop.header(), header -> new Work(limits.steps())));
            Nest nest = Nest.of(read, claims, oracle, limits, loop, rounds);
            BigInteger known = Optional.ofNullable(proved.get(loop.header()))
                    .or(() -> product(loop))
                    .orElseThrow();
            try {
                TotalSearch.find(nest, oracle, known).ifPresent(total -> found.put(loop.header(), total.argument()));
            } catch (OutOfBudget | Infeasible e) {
                // The product is known.
            }
        }
        record(read, claims, found);
    }

    /** Writes the proofs down, and has them checked. */
    private void record(FunctionModel read, Claims claims, Map<Integer, TotalRounds> found) {
        writer.totals(read, claims, found, rounds).ifPresent(this::check);
    }

    private void check(Certificate certificate) {
        try {
            new CertificateCheck(model, limits)
                    .totals(certificate, rounds)
                    .forEach((header, total) -> proved.merge(header, total, BigInteger::min));
        } catch (InvalidCertificate refused) {
            // The product is known.
        }
    }
}
