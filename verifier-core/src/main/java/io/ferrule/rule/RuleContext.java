package io.ferrule.rule;

import io.ferrule.analysis.ArgumentOrigins;
import io.ferrule.analysis.Root;
import io.ferrule.analysis.Roots;
import io.ferrule.analysis.SiteContracts;
import io.ferrule.artifact.Artifact;
import io.ferrule.evidence.Balanced;
import io.ferrule.evidence.Disagreement;
import io.ferrule.evidence.LostCall;
import io.ferrule.evidence.TokenUse;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Reach;
import io.ferrule.join.Join;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.program.ProgramBounds;
import io.ferrule.policy.Allowance;
import io.ferrule.policy.Budget;
import io.ferrule.policy.Concessions;
import io.ferrule.policy.DynContract;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockNesting;
import io.ferrule.policy.LockOrdering;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Program;
import io.ferrule.state.CallbackRuns;
import io.ferrule.state.LockGraph;
import io.ferrule.state.StateAnalysis;
import io.ferrule.state.StateEvent;
import io.ferrule.verdict.Finding;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a rule may look at: the artifact, the policy, and facts about them. A fact that several rules ask for is
 * found once, when it is first asked for; it does not depend on who asks. Safe for use by several threads.
 */
public final class RuleContext {

    private final Artifact artifact;
    private final Policy whole;
    private final Bound policy;
    private final Concessions concessions;
    private final ProgramFacts facts;
    private final boolean apart;
    private final Map<Root, List<Finding>> opaque = new ConcurrentHashMap<>();
    private final Map<Root, List<Finding>> opaqueBodies = new ConcurrentHashMap<>();
    private final Map<Root, List<Finding>> unknown = new ConcurrentHashMap<>();

    private RuleContext(
            Artifact artifact, Policy whole, Bound policy, Concessions concessions, ProgramFacts facts, boolean apart) {
        this.artifact = artifact;
        this.whole = whole;
        this.policy = policy;
        this.concessions = concessions;
        this.facts = facts;
        this.apart = apart;
    }

    /** The context in which an artifact is judged by a policy; {@code bound} is that policy, bound to its program. */
    public static RuleContext of(Artifact artifact, Policy policy, Bound bound) {
        return of(artifact, policy, bound, Limits.DEFAULT);
    }

    /** The same, with other limits of the work on one loop. */
    public static RuleContext of(Artifact artifact, Policy policy, Bound bound, Limits loops) {
        Bound judged = PackContracts.withoutDefinitions(policy, bound, artifact.program());
        ProgramFacts facts = new ProgramFacts(artifact, policy, judged, loops);
        return new RuleContext(artifact, policy, judged, policy.concessions(), facts, false);
    }

    /** The same, where the policy allows nothing; it has the same facts. */
    public RuleContext withoutAllowances() {
        return new RuleContext(artifact, whole, policy, concessions.withoutAllowances(), facts, apart);
    }

    /** The same, where states are told apart as far as they can be ({@link StateAnalysis#eventsApart}). */
    RuleContext apart() {
        return new RuleContext(artifact, whole, policy, concessions, facts, true);
    }

    /** The findings that the policy accepts. */
    public List<Allowance> allowances() {
        return concessions.allowances();
    }

    /** What the policy says of the order of locks of one type. */
    public List<LockNesting> nestings() {
        return concessions.nestings();
    }

    /** In which order the policy wants locks of several classes to be taken. */
    public List<LockOrdering> orderings() {
        return concessions.orderings();
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

    /** What contracts say of a call. */
    public SiteContracts contracts() {
        return new SiteContracts(program(), policy);
    }

    /** The limits of roots that are no entry points of the policy: it can name none for them. */
    public Budget budget() {
        return whole.budget();
    }

    /** What a contract promises of every implementation of a method, if the root is one. */
    public Optional<FunctionContract> promised(Root root) {
        return root.origin() instanceof Root.Origin.Implementation implementation
                ? policy.contractOf(DynContract.symbol(implementation.method()))
                : Optional.empty();
    }

    /** Whether the policy requires that rule by name: then what it sets no limit for is not proved. */
    public boolean requires(String rule) {
        return whole.namedRules().contains(rule);
    }

    /** Whether the policy leaves that rule out. */
    boolean leavesOut(String rule) {
        return whole.leavesOut(rule);
    }

    /** Crates whose own lines are not the first place to show a finding at. */
    public List<String> trustedCrates() {
        return whole.trustedCrates();
    }

    /** Whether the policy asks for a rule that rests on MIR. */
    boolean restsOnMir() {
        return whole.restsOnMir();
    }

    /** Who calls whom. */
    public CallGraph calls() {
        return facts.calls();
    }

    /** Every function that something outside of the program may call, and in which context. */
    public Roots roots() {
        return facts.roots();
    }

    /** How often loops go round and how deep recursions go. */
    public ProgramBounds bounds() {
        return facts.bounds();
    }

    /**
     * Everything that a call of that root may lead to, but no body that a contract stands for. Of a root whose context is
     * not known it is only what no such root before it leads to: see {@link #leadsTo}.
     */
    public Reach reach(Root root) {
        return facts.reach(root);
    }

    /** As {@link #reach(Root)}, with all that roots before it lead to, too. */
    public Reach wholeReach(Root root) {
        return facts.wholeReach(root);
    }

    /** The roots before that one with which a part of its code, or of its paths, is judged. */
    public Set<Root> leadsTo(Root root) {
        Set<Root> all = new LinkedHashSet<>(facts.shares().earlier(root));
        Set<String> joined = facts.states().joined(root);
        roots().all().stream()
                .filter(other -> !joined.isEmpty() && !other.contextKnown() && joined.contains(other.symbol()))
                .forEach(all::add);
        return all;
    }

    /**
     * As {@link #reach(Root)}, with the bodies that a contract stands for: what runs, which is what has to end. See
     * {@link #leadsToBodies}.
     */
    public Reach bodies(Root root) {
        return facts.bodies(root);
    }

    /** The roots before that one with which a part of its {@link #bodies} is judged. */
    public Set<Root> leadsToBodies(Root root) {
        return facts.bodyShares().earlier(root);
    }

    /** Where arguments come from in the code that is judged with a root. */
    public ArgumentOrigins arguments(Root root) {
        return facts.arguments(root);
    }

    /** As {@link #opaque(Root)}, of everything that runs: a contract says nothing of the loops of a body. */
    public List<Finding> opaqueBodies(Root root) {
        return opaqueBodies.computeIfAbsent(root, r -> List.copyOf(Reasons.opaque(this, r, bodies(r))));
    }

    /** Why nothing can be proved about a part of what that root reaches, whatever the rule ({@link Reasons}). */
    public List<Finding> opaque(Root root) {
        return opaque.computeIfAbsent(root, r -> List.copyOf(Reasons.opaque(this, r, reach(r))));
    }

    /** The calls of external functions without a contract that the root may reach, as reasons why nothing is proved. */
    public List<Finding> unknownCallees(Root root) {
        return unknown.computeIfAbsent(root, r -> List.copyOf(Reasons.unknownCallees(this, r, reach(r))));
    }

    /** What happens to locks and to the state of the processor along the paths of a root. */
    public List<StateEvent> events(Root root) {
        return apart ? facts.states().eventsApart(root) : facts.states().events(root);
    }

    /** Where the MIR of what is judged with that root and what executes disagree about guards. */
    List<Disagreement> disagreements(Root root) {
        return facts.disagreements().map(all -> all.in(reach(root).functions())).orElse(List.of());
    }

    /** Where functions under contract were inlined into what is judged with that root. */
    List<LostCall> lostCalls(Root root) {
        return facts.lostCalls().in(reach(root).functions());
    }

    /** Of some functions those in which nobody would see that one under contract was inlined, if it takes no lock. */
    List<String> blind(Collection<String> functions) {
        return facts.lostCalls().blind(functions);
    }

    /** Where that depends on what is held along the paths of a root. */
    List<Balanced> balanced(Root root) {
        return facts.disagreements()
                .map(all -> all.balancedIn(reach(root).functions()))
                .orElse(List.of());
    }

    /** The instructions at which a section has to be open because a token lives in it. */
    public List<TokenUse> tokenUses() {
        return facts.tokenUses();
    }

    /** In which order locks are taken, and in which contexts, over all roots. */
    public LockGraph locks() {
        return apart ? facts.locksApart() : facts.locks();
    }

    /** Which roots someone waits for who waits until a callback is over. */
    public CallbackRuns runs() {
        return facts.runs();
    }

    /** How the source has the call of a method that leads to that call, where MIR tells it. */
    Optional<String> written(CallSite site, String target) {
        return facts.lockSources().flatMap(sources -> sources.written(site, target));
    }

    /** Which functions were made from which MIR; empty where the artifact has none. */
    public Optional<Join> join() {
        return facts.join();
    }
}
