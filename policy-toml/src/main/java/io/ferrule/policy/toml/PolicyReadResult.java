package io.ferrule.policy.toml;

import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyProblem;
import java.util.List;

/** A policy, or what is wrong with its text. */
public sealed interface PolicyReadResult {
    /**
     * The text is a policy.
     *
     * @param policy what it says, with the contract packs that it names
     */
    record Read(Policy policy) implements PolicyReadResult {}

    /**
     * The text is not a policy.
     *
     * @param problems at least one, ordered by place
     */
    record Malformed(List<PolicyProblem> problems) implements PolicyReadResult {
        public Malformed {
            problems = problems.stream().sorted(PolicyProblem.BY_PLACE).toList();
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a text without problems is a policy");
            }
        }
    }
}
