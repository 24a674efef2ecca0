package io.ferrule.loop;

import io.ferrule.arithmetic.FarkasProof;
import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Simplex;
import io.ferrule.loop.ProofLog.Answer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds answers with the simplex, and writes them down with their proofs. Its work is limited.
 */
final class SimplexOracle implements Oracle {

    private final Work work;
    private final List<Answer> answers = new ArrayList<>();
    private Simplex simplex = new Simplex();
    private long counted;

    SimplexOracle(long stepLimit) {
        this(new Work(stepLimit));
    }

    /** One that does its share of the work on a loop. */
    SimplexOracle(Work work) {
        this.work = work;
    }

    @Override
    public boolean entails(List<Linear> constraints, Linear goal) {
        prepare(constraints);
        Optional<FarkasProof> proof = simplex.prove(goal);
        answers.add(new Answer(Optional.empty(), proof));
        return proof.isPresent();
    }

    @Override
    public Optional<BigInteger> upperBound(List<Linear> constraints, Linear form) {
        prepare(constraints);
        Optional<BigInteger> bound = simplex.maximum(form).map(maximum -> maximum.floor());
        Optional<FarkasProof> proof =
                bound.flatMap(b -> simplex.prove(Linear.of(b).minus(form)));
        answers.add(new Answer(bound, proof));
        return bound.filter(b -> proof.isPresent());
    }

    /** The simplex with these constraints assumed, for a search that wants more than answers. */
    Simplex prepare(List<Linear> constraints) {
        work.add(1 + simplex.operations() - counted);
        counted = simplex.operations();
        if (simplex.isCrowded()) {
            simplex = new Simplex();
            counted = 0;
        }
        simplex.assumeAll(constraints);
        return simplex;
    }

    /** More work was done beside it. */
    void add(long amount) {
        work.add(amount);
    }

    /** All answers since the last time. */
    ProofLog takeLog() {
        ProofLog log = new ProofLog(answers);
        answers.clear();
        return log;
    }
}
