package io.ferrule;

import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import io.ferrule.verdict.Subject;
import java.util.List;

/**
 * What is to be judged, by what.
 *
 * @param bound {@code policy}, bound to {@code program}
 * @param subjects the files that program and policy were read from; they are named in the verdict
 */
public record VerificationRequest(Program program, Policy policy, Bound bound, List<Subject> subjects) {
    public VerificationRequest {
        subjects = List.copyOf(subjects);
    }
}
