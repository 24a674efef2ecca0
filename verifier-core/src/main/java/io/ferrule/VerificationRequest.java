package io.ferrule;

import io.ferrule.artifact.Artifact;
import io.ferrule.loop.bound.Limits;
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
 * @param loops how much work is done on one loop before it is unproved
 */
public record VerificationRequest(Artifact artifact, Policy policy, Bound bound, List<Subject> subjects, Limits loops) {
    public VerificationRequest {
        subjects = List.copyOf(subjects);
    }

    /** A request that leaves the work on loops at its default. */
    public VerificationRequest(Artifact artifact, Policy policy, Bound bound, List<Subject> subjects) {
        this(artifact, policy, bound, subjects, Limits.DEFAULT);
    }

    /** The program of the artifact. */
    public Program program() {
        return artifact.program();
    }
}
