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
 * Finds answers with the simplex, and writes them down with their proofs. Its work is limited by a number of pivots, so
 * that the same question is given up at the same place on every machine.
 */
final class SimplexOracle implements Oracle {

    private final long stepLimit;
    private final List<Answer> answers = new ArrayList<>();
    private Simplex simplex = new Simplex();
    private long steps;

    SimplexOracle(long stepLimit) {
        this.stepLimit = stepLimit;
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
        if (steps + simplex.steps() > stepLimit) {
            throw new OutOfBudget("it takes more than " + stepLimit + " steps of the simplex");
        }
        if (simplex.isCrowded()) {
            steps += simplex.steps();
            simplex = new Simplex();
        }
        simplex.assumeAll(constraints);
        return simplex;
    }

    /** All answers since the last time. */
    ProofLog takeLog() {
        ProofLog log = new ProofLog(answers);
        answers.clear();
        return log;
    }
}
