package io.ferrule.loop.certificate;

import io.ferrule.arithmetic.FarkasProof;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The answers of an oracle with their proofs, in the order in which they were asked for. */
public record ProofLog(List<Answer> answers) {

    /** Nothing was asked. */
    public static final ProofLog EMPTY = new ProofLog(List.of());

    public ProofLog {
        answers = List.copyOf(answers);
    }

    /**
     * One answer.
     *
     * @param bound the upper bound that was asked for, if that was the question and there is one
     * @param proof why; empty where the answer is that nothing is known
     */
    public record Answer(Optional<BigInteger> bound, Optional<FarkasProof> proof) {}
}
