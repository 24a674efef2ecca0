package io.ferrule.loop.certificate;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.certificate.ProofLog.Answer;
import io.ferrule.loop.walk.Oracle;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Takes answers from a log, and believes none of them: each proof is added up against the constraints of the question
 * that is asked now. It searches for nothing.
 */
public final class ReplayOracle implements Oracle {

    private final Iterator<Answer> answers;

    /** Answers from that log, from its start. */
    public ReplayOracle(ProofLog log) {
        this.answers = log.answers().iterator();
    }

    @Override
    public boolean entails(List<Linear> constraints, Linear goal) {
        Answer answer = next();
        if (answer.proof().isEmpty()) {
            return false;
        }
        if (!answer.proof().get().proves(constraints, goal)) {
            throw new InvalidCertificate("a proof does not show what it is for");
        }
        return true;
    }

    @Override
    public Optional<BigInteger> upperBound(List<Linear> constraints, Linear form) {
        Answer answer = next();
        if (answer.proof().isEmpty() || answer.bound().isEmpty()) {
            return Optional.empty();
        }
        if (!answer.proof()
                .get()
                .proves(constraints, Linear.of(answer.bound().get()).minus(form))) {
            throw new InvalidCertificate("an upper bound is not proved");
        }
        return answer.bound();
    }

    private Answer next() {
        if (!answers.hasNext()) {
            throw new InvalidCertificate("a proof is missing");
        }
        return answers.next();
    }
}
