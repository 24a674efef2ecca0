package io.ferrule;

import io.ferrule.artifact.Artifact;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import io.ferrule.verdict.Subject;
import java.util.List;

/**
 * What is to be judged, by what.
 *
 * @param bound {@code policy}, bound to the program of {@code artifact}
 * @param subjects the files that artifact and policy were read from; they are named in the verdict
 */
public record VerificationRequest(Artifact artifact, Policy policy, Bound bound, List<Subject> subjects) {
    public VerificationRequest {
        subjects = List.copyOf(subjects);
    }

    /** The program of the artifact. */
    public Program program() {
        return artifact.program();
    }
}
