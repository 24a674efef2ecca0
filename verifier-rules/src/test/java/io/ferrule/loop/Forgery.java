package io.ferrule.loop;

import io.ferrule.arithmetic.FarkasProof;
import io.ferrule.arithmetic.FarkasProof.Term;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.certificate.Certificate;
import io.ferrule.loop.certificate.LoopProof;
import io.ferrule.loop.certificate.ProofLog;
import io.ferrule.loop.certificate.ProofLog.Answer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Certificates in which one answer was tampered with. */
final class Forgery {

    private final Certificate honest;
    private final List<Certificate> all = new ArrayList<>();

    private Forgery(Certificate honest) {
        this.honest = honest;
    }

    /** Each answer of each step, forged in each way. */
    static List<Certificate> of(Certificate honest) {
        Forgery forgery = new Forgery(honest);
        honest.loops().forEach(forgery::ofLoop);
        honest.nests().forEach((header, log) -> forgery.of(log, other -> forgery.withNest(header, other)));
        return forgery.all;
    }

    /** The same without any answers. */
    static Certificate withoutProofs(Certificate honest) {
        Map<Integer, LoopProof> loops = new TreeMap<>();
        ProofLog none = ProofLog.EMPTY;
        honest.loops().keySet().forEach(header -> loops.put(header, new LoopProof(none, none, none, none)));
        return new Certificate(
                honest.signed(), honest.claims(), honest.terminations(), honest.totals(), loops, Map.of());
    }

    private void ofLoop(int header, LoopProof p) {
        of(p.entries(), log -> with(header, new LoopProof(log, p.rounds(), p.claims(), p.termination())));
        of(p.rounds(), log -> with(header, new LoopProof(p.entries(), log, p.claims(), p.termination())));
        of(p.claims(), log -> with(header, new LoopProof(p.entries(), p.rounds(), log, p.termination())));
        of(p.termination(), log -> with(header, new LoopProof(p.entries(), p.rounds(), p.claims(), log)));
    }

    private void of(ProofLog log, Function<ProofLog, Certificate> with) {
        for (int place = 0; place < log.answers().size(); place++) {
            for (Answer forged : forgeries(log.answers().get(place))) {
                List<Answer> others = new ArrayList<>(log.answers());
                others.set(place, forged);
                all.add(with.apply(new ProofLog(others)));
            }
        }
    }

    /**
     * A smaller bound, a proof of nothing, a multiplier changed, a multiplier with the wrong sign, a constraint that is not
     * there.
     */
    private static List<Answer> forgeries(Answer answer) {
        List<Answer> forged = new ArrayList<>();
        answer.bound()
                .ifPresent(
                        bound -> forged.add(new Answer(Optional.of(bound.subtract(BigInteger.ONE)), answer.proof())));
        answer.proof().ifPresent(proof -> {
            forged.add(new Answer(answer.bound(), Optional.of(new FarkasProof(List.of()))));
            for (int i = 0; i < proof.terms().size(); i++) {
                Term term = proof.terms().get(i);
                forged.add(with(
                        answer,
                        proof,
                        i,
                        new Term(term.constraint(), term.factor().plus(Rational.ONE))));
                forged.add(with(
                        answer,
                        proof,
                        i,
                        new Term(term.constraint(), term.factor().negate())));
                forged.add(with(answer, proof, i, new Term(term.constraint() + 1000, term.factor())));
            }
        });
        return forged;
    }

    private static Answer with(Answer answer, FarkasProof proof, int place, Term term) {
        List<Term> terms = new ArrayList<>(proof.terms());
        terms.set(place, term);
        return new Answer(answer.bound(), Optional.of(new FarkasProof(terms)));
    }

    private Certificate with(int header, LoopProof other) {
        Map<Integer, LoopProof> loops = new TreeMap<>(honest.loops());
        loops.put(header, other);
        return new Certificate(
                honest.signed(), honest.claims(), honest.terminations(), honest.totals(), loops, honest.nests());
    }

    private Certificate withNest(int header, ProofLog other) {
        Map<Integer, ProofLog> nests = new TreeMap<>(honest.nests());
        nests.put(header, other);
        return new Certificate(
                honest.signed(), honest.claims(), honest.terminations(), honest.totals(), honest.loops(), nests);
    }
}
