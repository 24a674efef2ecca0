package io.ferrule.loop.certificate;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.certificate.ProofLog.Answer;
import io.ferrule.loop.walk.Oracle;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Answers of the simplex, each of them believed only after its proof was added up. */
public final class CheckedOracle implements Oracle {

    private final SimplexOracle search;

    /** Believes what that search finds once its proof was added up. */
    public CheckedOracle(SimplexOracle search) {
        this.search = search;
    }

    @Override
    public boolean entails(List<Linear> constraints, Linear goal) {
        return search.entails(constraints, goal)
                && answer().proof().orElseThrow().proves(constraints, goal);
    }

    @Override
    public Optional<BigInteger> upperBound(List<Linear> constraints, Linear form) {
        return search.upperBound(constraints, form)
                .filter(bound -> answer().proof()
                        .orElseThrow()
                        .proves(constraints, Linear.of(bound).minus(form)));
    }

    private Answer answer() {
        List<Answer> answers = search.takeLog().answers();
        return answers.get(answers.size() - 1);
    }
}
