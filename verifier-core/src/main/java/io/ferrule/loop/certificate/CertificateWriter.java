package io.ferrule.loop.certificate;

import io.ferrule.graph.Loop;
import io.ferrule.loop.argument.Nest;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.walk.Claims;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.OutOfBudget;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Proves what was found once more, and writes the proofs down. A certificate claims no more than its conclusions rest on. What
 * cannot be proved is left out, and with it what rests on it.
 */
public final class CertificateWriter {

    private final Situations situations;
    private final Limits limits;

    /** Writes certificates within limits; situations that are known need not be walked anew. */
    public CertificateWriter(Situations situations, Limits limits) {
        this.situations = situations;
        this.limits = limits;
    }

    /** A certificate for as many loops as end for these reasons; empty where none is known to. */
    public Optional<Certificate> bounds(FunctionModel model, Claims claims, Map<Integer, Termination> found) {
        Map<Integer, LoopProof> proofs = new TreeMap<>();
        Map<Integer, Termination> proved = new TreeMap<>();
        found.forEach((header, termination) -> premises(model, claims, Set.of(header))
                .ifPresent(premises -> ends(
                                walked(model, header, claims), termination, Optional.ofNullable(premises.get(header)))
                        .ifPresent(own -> {
                            premises.forEach(proofs::putIfAbsent);
                            proofs.put(header, own);
                            proved.put(header, termination);
                        })));
        return proved.isEmpty()
                ? Optional.empty()
                : Optional.of(new Certificate(
                        model.signed(), claims.of(proofs.keySet(), model), proved, Map.of(), proofs, Map.of()));
    }

    /** A certificate for as many loops as go round no more often in all than that; empty where none is known to. */
    public Optional<Certificate> totals(
            FunctionModel model, Claims claims, Map<Integer, TotalRounds> found, Map<Integer, BigInteger> rounds) {
        Map<Integer, LoopProof> proofs = new TreeMap<>();
        Map<Integer, TotalRounds> proved = new TreeMap<>();
        Map<Integer, ProofLog> nests = new TreeMap<>();
        found.forEach((header, argument) -> {
            Loop inner = model.forest().headedBy(header).orElseThrow();
            Set<Integer> both = Set.of(header, inner.parent().orElseThrow().header());
            premises(model, claims, both)
                    .ifPresent(premises -> total(model, claims, inner, argument, rounds)
                            .ifPresent(log -> {
                                proofs.putAll(premises);
                                proved.put(header, argument);
                                nests.put(header, log);
                            }));
        });
        return proved.isEmpty()
                ? Optional.empty()
                : Optional.of(new Certificate(
                        model.signed(), claims.of(proofs.keySet(), model), Map.of(), proved, proofs, nests));
    }

    /** A certificate for what is claimed, all or nothing; of no loop it says that it ends. */
    public Optional<Certificate> claims(FunctionModel model, Claims claims) {
        return premises(model, claims, model.headers())
                .map(proofs -> new Certificate(model.signed(), claims, Map.of(), Map.of(), proofs, Map.of()));
    }

    private Optional<LoopProof> ends(WalkedLoop walked, Termination termination, Optional<LoopProof> claimed) {
        boolean rounds = claimed.isPresent() || termination.needsRounds();
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        try {
            return termination
                    .check(walked.walked(rounds, oracle))
                    .map(count ->
                            claimed.orElseGet(() -> unclaimed(walked, rounds)).withTermination(oracle.takeLog()));
        } catch (OutOfBudget | Infeasible e) {
            return Optional.empty();
        }
    }

    /** The proof of a loop of which nothing is claimed. */
    private static LoopProof unclaimed(WalkedLoop walked, boolean rounds) {
        return new LoopProof(
                walked.entriesLog(), rounds ? walked.roundsLog() : ProofLog.EMPTY, ProofLog.EMPTY, ProofLog.EMPTY);
    }

    /** The proofs of all that is claimed where these loops depend on it; empty where one is missing. */
    private Optional<Map<Integer, LoopProof>> premises(FunctionModel model, Claims claims, Set<Integer> headers) {
        Map<Integer, LoopProof> proofs = new TreeMap<>();
        for (int header : claims.premises(headers, model)) {
            WalkedLoop walked = walked(model, header, claims);
            Optional<ProofLog> kept = walked.claimsProof(this::claimsHold);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            proofs.put(header, new LoopProof(walked.entriesLog(), walked.roundsLog(), kept.get(), ProofLog.EMPTY));
        }
        return Optional.of(proofs);
    }

    private Optional<ProofLog> claimsHold(WalkedLoop walked) {
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        try {
            CertificateCheck.establish(walked.walked(true, oracle));
            return Optional.of(oracle.takeLog());
        } catch (OutOfBudget | Infeasible | InvalidCertificate e) {
            return Optional.empty();
        }
    }

    private WalkedLoop walked(FunctionModel model, int header, Claims claims) {
        return situations.walked(model, model.forest().headedBy(header).orElseThrow(), claims);
    }

    private Optional<ProofLog> total(
            FunctionModel model, Claims claims, Loop inner, TotalRounds argument, Map<Integer, BigInteger> rounds) {
        SimplexOracle oracle = new SimplexOracle(limits.steps());
        try {
            return argument.check(Nest.of(model, claims, oracle, limits, inner, rounds))
                    .map(total -> oracle.takeLog());
        } catch (OutOfBudget | Infeasible e) {
            return Optional.empty();
        }
    }
}
