package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.analysis.Roots;
import io.ferrule.artifact.Artifact;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.Reach;
import io.ferrule.join.Join;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import io.ferrule.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a rule may look at: the artifact, the policy, and facts about them. A fact that several rules ask for is
 * found once, when it is first asked for; it does not depend on who asks. Safe for use by several threads.
 */
public final class RuleContext {

    private final Artifact artifact;
    private final Bound policy;
    private final List<String> trustedCrates;
    private final CallGraph calls;
    private final Roots roots;
    private final Map<String, Reach> reached = new ConcurrentHashMap<>();
    private final Map<String, Join> joins = new ConcurrentHashMap<>();
    private final Map<Root, List<Finding>> opaque = new ConcurrentHashMap<>();

    private RuleContext(Artifact artifact, Bound policy, List<String> trustedCrates) {
        this.artifact = artifact;
        this.policy = policy;
        this.trustedCrates = List.copyOf(trustedCrates);
        this.calls = CallGraph.of(artifact.program(), policy::closesIndirectCallsIn);
        this.roots = Roots.of(calls, policy);
    }

    /** The context in which an artifact is judged by a policy; {@code bound} is that policy, bound to its program. */
    public static RuleContext of(Artifact artifact, Policy policy, Bound bound) {
        return new RuleContext(artifact, bound, policy.trustedCrates());
    }

    /** What is judged. */
    public Artifact artifact() {
        return artifact;
    }

    /** The LLVM IR of what is judged. */
    public Program program() {
        return artifact.program();
    }

    /** The policy, bound to this program. */
    public Bound policy() {
        return policy;
    }

    /** Crates whose own lines are not the first place to show a finding at. */
    public List<String> trustedCrates() {
        return trustedCrates;
    }

    /** Which functions were made from which MIR; empty where the artifact has none. */
    public Optional<Join> join() {
        return artifact.mir().map(mir -> joins.computeIfAbsent(mir.name(), name -> Join.of(program(), mir)));
    }

    /** Who calls whom. */
    public CallGraph calls() {
        return calls;
    }

    /** Every function that something outside of the program may call, and in which context. */
    public Roots roots() {
        return roots;
    }

    /** Everything that a call of that root may lead to. */
    public Reach reach(Root root) {
        return reach(root.symbol());
    }

    /** Everything that a call of that function may lead to. */
    public Reach reach(String function) {
        return reached.computeIfAbsent(function, calls::reach);
    }

    /** Why nothing can be proved about a part of what that root reaches, whatever the rule ({@link Reasons}). */
    public List<Finding> opaque(Root root) {
        return opaque.computeIfAbsent(root, r -> List.copyOf(Reasons.opaque(this, r, reach(r))));
    }
}
