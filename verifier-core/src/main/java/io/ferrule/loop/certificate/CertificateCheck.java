package io.ferrule.loop.certificate;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Nest;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.argument.TripCount;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.Approach;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Oracle;
import io.ferrule.loop.walk.OutOfBudget;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
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
 * time, with all claims as its hypothesis; so it needs all of them to be proved, and they are. Each is proved from those
 * alone that have to do with its loop ({@link Claims#relevantTo}): less is assumed than may be.
 */
public final class CertificateCheck {

    private final FunctionModel model;
    private final Limits limits;
    private final Map<Premise, Situation> checked = new HashMap<>();
    private final Map<Approach, Situation> entered = new HashMap<>();

    /**
     * What was proved already, and is what another certificate claims too.
     *
     * @param claims those that have to do with the loop: all on which the proof rests
     */
    private record Premise(boolean signed, int header, Claims claims, boolean rounds) {}

    /** A check of certificates for one function, which is read as it is given here. */
    public CertificateCheck(FunctionModel model, Limits limits) {
        this.model = model;
        this.limits = limits;
    }

    /**
     * The bounds that a certificate proves, by header.
     *
     * @throws InvalidCertificate if it does not prove what it claims
     */
    public Map<Integer, TripCount> check(Certificate certificate) {
        return replayed(() -> {
            FunctionModel read = read(certificate);
            Map<Integer, TripCount> bounds = new TreeMap<>();
            certificate
                    .terminations()
                    .forEach(
                            (header, termination) -> bounds.put(header, count(read, certificate, header, termination)));
            return bounds;
        });
    }

    /**
     * How often inner loops go round in all rounds of the loops around them, as a certificate proves it, by header.
     *
     * @param rounds how often a header is executed at most each time that its loop is entered: what other certificates
     *     have proved
     * @throws InvalidCertificate if it does not prove what it claims
     */
    public Map<Integer, BigInteger> totals(Certificate certificate, Map<Integer, BigInteger> rounds) {
        return replayed(() -> {
            FunctionModel read = read(certificate);
            Map<Integer, BigInteger> proved = new TreeMap<>();
            certificate
                    .totals()
                    .forEach((header, argument) ->
                            proved.put(header, total(read, certificate, header, argument, rounds)));
            return proved;
        });
    }

    /** Whether all is proved that a certificate claims of loops. */
    public boolean holds(Certificate certificate) {
        try {
            replayed(() -> read(certificate));
            return true;
        } catch (InvalidCertificate refused) {
            return false;
        }
    }

    private static <T> T replayed(Supplier<T> proof) {
        try {
            return proof.get();
        } catch (OutOfBudget | Infeasible | ArithmeticException | IndexOutOfBoundsException e) {
            throw new InvalidCertificate("it cannot be followed: " + e);
        }
    }

    /** The function, its numbers read as the certificate wants, after all that it claims was proved. */
    private FunctionModel read(Certificate certificate) {
        FunctionModel read = certificate.signed() ? model.asSigned() : model;
        if (!read.forest().irreducible().isEmpty()) {
            throw new InvalidCertificate("the function has an irreducible region");
        }
        Claims claims = certificate.claims();
        boolean known = read.forest().loops().stream()
                .flatMap(loop -> read.numericPhis(loop.header()).stream())
                .map(phi -> phi.header().result())
                .collect(Collectors.toSet())
                .containsAll(claims.strides().keySet());
        if (!known) {
            throw new InvalidCertificate("a stride is claimed of what is not followed");
        }
        for (Loop loop : read.forest().loops()) {
            if (claims.speakOf(loop.header(), read)) {
                walked(read, loop, claims, proof(certificate, loop.header()), true);
            }
        }
        return read;
    }

    private static LoopProof proof(Certificate certificate, int header) {
        return Optional.ofNullable(certificate.loops().get(header))
                .orElseThrow(() -> new InvalidCertificate("no proof about the loop at block " + header));
    }

    private TripCount count(FunctionModel read, Certificate certificate, int header, Termination termination) {
        Loop loop = headedBy(read, header);
        Claims claims = certificate.claims();
        LoopProof proof = proof(certificate, header);
        boolean rounds = termination.needsRounds() || claims.speakOf(header, read);
        Situation situation = walked(read, loop, claims, proof, rounds);
        return termination
                .check(situation.copy(new ReplayOracle(proof.termination())))
                .orElseThrow(() -> new InvalidCertificate(loop + ": " + termination.name()));
    }

    private static Loop headedBy(FunctionModel read, int header) {
        return read.forest().headedBy(header).orElseThrow(() -> new InvalidCertificate("no loop at block " + header));
    }

    private BigInteger total(
            FunctionModel read,
            Certificate certificate,
            int header,
            TotalRounds argument,
            Map<Integer, BigInteger> rounds) {
        Loop inner = headedBy(read, header);
        if (inner.parent().isEmpty() || !certificate.nests().containsKey(header)) {
            throw new InvalidCertificate("no proof about a loop around that at block " + header);
        }
        Oracle oracle = new ReplayOracle(certificate.nests().getOrDefault(header, ProofLog.EMPTY));
        Nest nest = Nest.of(read, certificate.claims(), oracle, limits, inner, rounds);
        return argument.check(nest).orElseThrow(() -> new InvalidCertificate(nest + ": its rounds in all"));
    }

    /** The ways of a loop, as they are walked under what is claimed, after what is claimed of the loop itself was proved. */
    private Situation walked(FunctionModel read, Loop loop, Claims claims, LoopProof proof, boolean rounds) {
        Claims own = claims.relevantTo(loop.header(), read);
        Premise premise = new Premise(read.signed(), loop.header(), own, rounds);
        Situation known = checked.get(premise);
        if (known != null) {
            return known;
        }
        Situation before = entered(read, loop, own, new ReplayOracle(proof.entries()));
        Situation situation =
                rounds ? before.asking(new ReplayOracle(proof.rounds())).withRounds(limits) : before;
        establish(situation.copy(new ReplayOracle(proof.claims())));
        checked.put(premise, situation);
        return situation;
    }

    private Situation entered(FunctionModel read, Loop loop, Claims claims, Oracle oracle) {
        Approach approach = Approach.of(read, loop, claims);
        Situation known = entered.computeIfAbsent(approach, a -> Situation.of(read, loop, claims, a, oracle, limits));
        return known.under(claims, oracle);
    }

    /** The claims hold on entry, and every round keeps them. */
    static void establish(Situation situation) {
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
    public static boolean isKept(Situation situation, List<Linear> forms) {
        return kept(situation, forms).size() == forms.size();
    }

    /** Those of some forms that are at least 0 on entry and after each round. */
    public static List<Linear> kept(Situation situation, List<Linear> forms) {
        List<Linear> left = new ArrayList<>(forms);
        left.removeIf(form -> !situation.isUsable(form));
        for (Entry entry : situation.entries()) {
            keepEntailed(situation, entry.constraints(), entry::at, left);
        }
        return keptByRounds(situation, left);
    }

    /** Those of some forms that are at least 0 after each round. */
    public static List<Linear> keptByRounds(Situation situation, List<Linear> forms) {
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
