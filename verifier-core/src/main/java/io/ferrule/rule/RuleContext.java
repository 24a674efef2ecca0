package io.ferrule.rule;

import io.ferrule.analysis.Roots;
import io.ferrule.graph.CallGraph;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import java.util.List;

/**
 * All that a rule may look at.
 *
 * @param policy the policy, bound to this program
 * @param trustedCrates crates whose own lines are not the first place to show a finding at
 * @param roots every function that something outside of the program may call, and in which context
 */
public record RuleContext(Program program, CallGraph calls, Bound policy, List<String> trustedCrates, Roots roots) {
    public RuleContext {
        trustedCrates = List.copyOf(trustedCrates);
    }
}
