package io.ferrule.rule;

import io.ferrule.analysis.ArgumentOrigins;
import io.ferrule.analysis.Root;
import io.ferrule.analysis.Roots;
import io.ferrule.analysis.Shares;
import io.ferrule.artifact.Artifact;
import io.ferrule.evidence.Disagreements;
import io.ferrule.evidence.LostCalls;
import io.ferrule.evidence.TokenUse;
import io.ferrule.evidence.TokenUses;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.MethodCall;
import io.ferrule.graph.Reach;
import io.ferrule.identity.DynCalls;
import io.ferrule.identity.LockSources;
import io.ferrule.join.Join;
import io.ferrule.loop.bound.Limits;
import io.ferrule.loop.program.ProgramBounds;
import io.ferrule.policy.DynContract;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Instruction;
import io.ferrule.state.CallbackRuns;
import io.ferrule.state.LockGraph;
import io.ferrule.state.StateAnalysis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds of an artifact whatever its policy concedes; each fact is found when it is first asked for. */
final class ProgramFacts {

    private final Artifact artifact;
    private final Policy whole;
    private final Bound policy;
    private final CallGraph calls;
    private final Roots roots;
    private final ProgramBounds bounds;
    private final Map<String, Reach> entered = new ConcurrentHashMap<>();
    private final Map<String, Reach> bodies = new ConcurrentHashMap<>();
    private @Nullable Shares shares;
    private @Nullable Shares bodyShares;
    private @Nullable StateAnalysis states;
    private @Nullable CallbackRuns runs;
    private @Nullable LockGraph locks;
    private @Nullable LockGraph locksApart;
    private final @Nullable Join join;
    private @Nullable LockSources sources;
    private @Nullable Disagreements disagreements;
    private @Nullable LostCalls lostCalls;
    private @Nullable List<TokenUse> tokenUses;

    ProgramFacts(Artifact artifact, Policy whole, Bound policy, Limits loops) {
        List<DynContract> methods = whole.concessions().dyns();
        this.artifact = artifact;
        this.whole = whole;
        this.policy = policy;
        this.join = artifact.mir().map(mir -> Join.of(artifact.program(), mir)).orElse(null);
        this.calls = calls(methods);
        this.roots = Roots.of(calls, policy, methods);
        this.bounds = ProgramBounds.of(calls, policy, roots, loops);
    }

    private CallGraph calls(List<DynContract> methods) {
        CallGraph plain = CallGraph.of(artifact.program(), policy::closesIndirectCallsIn);
        if (methods.isEmpty()) {
            return plain;
        }
        Optional<DynCalls> known =
                artifact.mir().flatMap(mir -> join().map(found -> DynCalls.of(plain, found, mir, methods)));
        return CallGraph.of(
                artifact.program(),
                policy::closesIndirectCallsIn,
                (caller, call) -> known.map(dyn -> dyn.of(caller, call)).orElse(MethodCall.Unknown.UNKNOWN));
    }

    CallGraph calls() {
        return calls;
    }

    Roots roots() {
        return roots;
    }

    ProgramBounds bounds() {
        return bounds;
    }

    /** What is judged with that root. */
    Reach reach(Root root) {
        return shares().of(root).orElseGet(() -> wholeReach(root));
    }

    Reach wholeReach(Root root) {
        return entered.computeIfAbsent(root.symbol(), symbol -> calls.reach(symbol, this::hasContract));
    }

    private boolean hasContract(String function) {
        return policy.contractOf(function).isPresent();
    }

    synchronized Shares shares() {
        if (shares == null) {
            shares = Shares.of(calls, roots, this::hasContract);
        }
        return shares;
    }

    /** What is judged with that root of what a contract says nothing of. */
    Reach bodies(Root root) {
        return bodyShares().of(root).orElseGet(() -> bodies.computeIfAbsent(root.symbol(), calls::reach));
    }

    synchronized Shares bodyShares() {
        if (bodyShares == null) {
            bodyShares = Shares.of(calls, roots, symbol -> false);
        }
        return bodyShares;
    }

    ArgumentOrigins arguments(Root root) {
        return shares().of(root).isPresent()
                ? new ArgumentOrigins(calls, shares().starts(), shares().functions())
                : new ArgumentOrigins(
                        calls, Set.of(root.symbol()), wholeReach(root).functions());
    }

    synchronized StateAnalysis states() {
        if (states == null) {
            states = StateAnalysis.of(calls, policy, roots.all(), lockSources(), watched());
        }
        return states;
    }

    synchronized Optional<LockSources> lockSources() {
        if (sources == null) {
            sources = artifact.mir()
                    .flatMap(mir -> join().map(found -> LockSources.of(calls, found, mir)))
                    .orElse(null);
        }
        return Optional.ofNullable(sources);
    }

    synchronized Optional<Disagreements> disagreements() {
        if (disagreements == null) {
            disagreements = artifact.mir()
                    .flatMap(mir -> join().map(found -> Disagreements.of(calls, found, mir, policy)))
                    .orElse(null);
        }
        return Optional.ofNullable(disagreements);
    }

    synchronized LostCalls lostCalls() {
        if (lostCalls == null) {
            lostCalls = LostCalls.of(calls, whole, policy);
        }
        return lostCalls;
    }

    /** The instructions at which a section has to be open for a token. */
    synchronized List<TokenUse> tokenUses() {
        if (tokenUses == null) {
            tokenUses = artifact.mir()
                    .flatMap(mir -> join().map(found -> TokenUses.of(
                                    calls, found, mir, policy.ownership().tokens(), this::hasContract)
                            .all()))
                    .orElse(List.of());
        }
        return tokenUses;
    }

    private Map<String, Set<Instruction>> watched() {
        return tokenUses().stream()
                .collect(Collectors.groupingBy(
                        TokenUse::function, Collectors.mapping(TokenUse::instruction, Collectors.toSet())));
    }

    synchronized CallbackRuns runs() {
        if (runs == null) {
            runs = CallbackRuns.of(calls, policy, states()::events, roots.all());
        }
        return runs;
    }

    synchronized LockGraph locks() {
        if (locks == null) {
            locks = LockGraph.of(states()::events, roots.all(), runs());
        }
        return locks;
    }

    synchronized LockGraph locksApart() {
        if (locksApart == null) {
            locksApart = LockGraph.of(states()::eventsApart, roots.all(), runs());
        }
        return locksApart;
    }

    Optional<Join> join() {
        return Optional.ofNullable(join);
    }
}
