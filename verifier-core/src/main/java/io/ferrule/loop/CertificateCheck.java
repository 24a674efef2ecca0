package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Goes through a proof that loops end, and searches for nothing: the ways round each loop are walked once more, each
 * answer on the way is taken from the certificate and its proof added up, each claimed invariant must hold on entry and
 * be kept by every round, and each argument for termination is checked.
 *
 * <p>Why the claims may rely on each other, those of an inner loop on those of the outer one and the reverse: each holds
 * whenever control is at its header, and is proved there from claims at earlier moments only. That is an induction over
 * time, with all claims as its hypothesis; so it needs all of them to be proved, and they are.
 */
final class CertificateCheck {

    private final FunctionModel model;
    private final Limits limits;

    /** A check of certificates for one function, which is read as it is given here. */
    CertificateCheck(FunctionModel model, Limits limits) {
        this.model = model;
        this.limits = limits;
    }

    /**
     * The bounds that a certificate proves, by header.
     *
     * @throws InvalidCertificate if it does not prove what it claims
     */
    Map<Integer, TripCount> check(Certificate certificate) {
        return replay(
                certificate,
                (read, oracle) -> bounds(read, certificate.claims(), certificate.terminations(), oracle, limits));
    }

    /**
     * How often inner loops go round in all rounds of the loops around them, as a certificate proves it, by header.
     *
     * @param rounds how often a header is executed at most each time that its loop is entered: what other certificates
     *     have proved
     * @throws InvalidCertificate if it does not prove what it claims
     */
    Map<Integer, BigInteger> totals(Certificate certificate, Map<Integer, BigInteger> rounds) {
        return replay(
                certificate,
                (read, oracle) -> totals(read, certificate.claims(), certificate.totals(), rounds, oracle, limits));
    }

    private <T> T replay(Certificate certificate, BiFunction<FunctionModel, Oracle, T> proof) {
        try {
            return proof.apply(certificate.signed() ? model.asSigned() : model, new ReplayOracle(certificate.proofs()));
        } catch (OutOfBudget | Infeasible | ArithmeticException | IndexOutOfBoundsException e) {
            throw new InvalidCertificate("it cannot be followed: " + e);
        }
    }

    /** The totals that follow if the oracle proves every step. */
    static Map<Integer, BigInteger> totals(
            FunctionModel model,
            Claims claims,
            Map<Integer, TotalRounds> totals,
            Map<Integer, BigInteger> rounds,
            Oracle oracle,
            Limits limits) {
        bounds(model, claims, Map.of(), oracle, limits);
        Map<Integer, BigInteger> proved = new TreeMap<>();
        totals.forEach((header, argument) -> {
            Loop inner = model.forest()
                    .headedBy(header)
                    .filter(loop -> loop.parent().isPresent())
                    .orElseThrow(() -> new InvalidCertificate("no loop around one at block " + header));
            Nest nest = TotalProver.nest(model, claims, oracle, limits, inner, rounds);
            proved.put(
                    header,
                    argument.check(nest).orElseThrow(() -> new InvalidCertificate(nest + ": its rounds in all")));
        });
        return proved;
    }

    /** The bounds that follow if the oracle proves every step. */
    static Map<Integer, TripCount> bounds(
            FunctionModel model, Claims claims, Map<Integer, Termination> terminations, Oracle oracle, Limits limits) {
        if (!model.forest().irreducible().isEmpty()) {
            throw new InvalidCertificate("the function has an irreducible region");
        }
        boolean known = model.forest().loops().stream()
                .flatMap(loop -> model.numericPhis(loop.header()).stream())
                .map(phi -> phi.header().result())
                .collect(Collectors.toSet())
                .containsAll(claims.strides().keySet());
        if (!known) {
            throw new InvalidCertificate("a stride is claimed of what is not followed");
        }
        Map<Integer, TripCount> bounds = new TreeMap<>();
        for (Loop loop : model.forest().loops()) {
            Termination termination = terminations.get(loop.header());
            boolean claimed = isClaimed(model, claims, loop);
            if (termination != null || claimed) {
                boolean rounds = claimed || (termination != null && termination.needsRounds());
                Situation entered = Situation.of(model, loop, claims, oracle, limits);
                Situation situation = rounds ? entered.withRounds(limits) : entered;
                establish(situation);
                if (termination != null) {
                    bounds.put(
                            loop.header(),
                            termination
                                    .check(situation)
                                    .orElseThrow(() -> new InvalidCertificate(loop + ": " + termination.name())));
                }
            }
        }
        return bounds;
    }

    private static boolean isClaimed(FunctionModel model, Claims claims, Loop loop) {
        return !claims.invariantsAt(loop.header()).isEmpty()
                || !claims.repeatedAt(loop.header()).isEmpty()
                || model.phis(loop.header()).stream()
                        .anyMatch(
                                phi -> claims.strides().containsKey(phi.header().result()));
    }

    /** The claims hold on entry, and every round keeps them. */
    private static void establish(Situation situation) {
        int header = situation.loop().header();
        List<Linear> invariants = situation.claims().invariantsAt(header);
        List<Linear> repeated = situation.claims().repeatedAt(header);
        boolean meant = Stream.of(invariants, repeated).flatMap(List::stream).allMatch(situation::isUsable);
        if (!meant) {
            throw new InvalidCertificate("an invariant speaks of what changes within a round");
        }
        if (!isKept(situation, invariants) || !holdsAfterRounds(situation, repeated)) {
            throw new InvalidCertificate("an invariant does not hold on entry, or is not kept");
        }
        boolean inStep =
                situation.transitions().stream().allMatch(way -> way.broken().isEmpty());
        if (!inStep) {
            throw new InvalidCertificate("a stride is not kept");
        }
    }

    /** Whether forms are at least 0 after each round, whatever they are on entry. */
    private static boolean holdsAfterRounds(Situation situation, List<Linear> forms) {
        return keptByRounds(situation, forms).size() == forms.size();
    }

    /** Whether forms are at least 0 on entry and after each round. */
    static boolean isKept(Situation situation, List<Linear> forms) {
        return kept(situation, forms).size() == forms.size();
    }

    /** Those of some forms that are at least 0 on entry and after each round. */
    static List<Linear> kept(Situation situation, List<Linear> forms) {
        List<Linear> left = new ArrayList<>(forms);
        left.removeIf(form -> !situation.isUsable(form));
        for (Entry entry : situation.entries()) {
            keepEntailed(situation, entry.constraints(), entry::at, left);
        }
        return keptByRounds(situation, left);
    }

    /** Those of some forms that are at least 0 after each round. */
    static List<Linear> keptByRounds(Situation situation, List<Linear> forms) {
        List<Linear> left = new ArrayList<>(forms);
        for (Transition way : situation.transitions()) {
            keepEntailed(situation, way.constraints(), way::after, left);
        }
        return left;
    }

    /** Asks for all forms on one way before the next way: what the oracle works out for it serves all of them. */
    private static void keepEntailed(
            Situation situation, List<Linear> constraints, UnaryOperator<Linear> at, List<Linear> left) {
        left.removeIf(
                form -> !situation.oracle().entails(constraints, at.apply(form).tightened()));
    }
}
