package io.ferrule.state;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.VtableMethods;
import io.ferrule.identity.LockSource;
import io.ferrule.identity.LockSources;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.BasicBlock;
import io.ferrule.program.Terminator.Return;
import io.ferrule.state.AbstractValue.Unknown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a program whatever the root: made once for all of them. */
final class Plans {

    private final CallGraph calls;
    private final Bound policy;
    private final SiteContracts contracts;
    private final Optional<LockSources> sources;
    private final Relevance relevance;
    private final Watched watched;
    private final Memory memory;
    private final VtableMethods methods;
    private final Repeatable repeatable;
    private final Map<String, FunctionPlan> known = new HashMap<>();

    Plans(CallGraph calls, Bound policy, Optional<LockSources> sources, Watched watched) {
        this.calls = calls;
        this.sources = sources;
        this.policy = policy;
        this.contracts = new SiteContracts(calls.program(), policy);
        this.watched = watched;
        this.relevance = new Relevance(calls, policy);
        this.memory = new Memory();
        this.methods = new VtableMethods(calls.program());
        this.repeatable = new Repeatable(calls);
    }

    CallGraph calls() {
        return calls;
    }

    Bound policy() {
        return policy;
    }

    SiteContracts contracts() {
        return contracts;
    }

    Relevance relevance() {
        return relevance;
    }

    Watched watched() {
        return watched;
    }

    VtableMethods methods() {
        return methods;
    }

    /** The name of what a function makes of these numbers, where that is equal whenever they are; no name otherwise. */
    AbstractValue made(CallSite site, String function, List<AbstractValue> arguments) {
        return repeatable.is(function) ? Repeatable.result(site, function, arguments) : Unknown.UNKNOWN;
    }

    Memory memory() {
        return memory;
    }

    /** What MIR tells of the lock that an argument of a call points to, if it does. */
    LockSource sourceOf(CallSite site, String target, int argument) {
        return sources.map(found -> found.of(site, target, argument)).orElse(LockSource.UNKNOWN);
    }

    /** The plan of a function; empty where it has no body. */
    Optional<FunctionPlan> of(String symbol) {
        return calls.program()
                .function(symbol)
                .filter(function -> !function.blocks().isEmpty())
                .map(function -> known.computeIfAbsent(symbol, s -> new FunctionPlan(calls, function, relevance)));
    }

    /** Whether nothing happens in a function, and in what it calls, that the state allows or forbids, or that changes it. */
    boolean isUneventful(String symbol) {
        return !relevance.changesState(symbol) && !relevance.isRestricted(symbol) && !watched.mayBeReachedFrom(symbol);
    }

    /** Where a function returns. */
    List<Return> returns(String symbol) {
        return calls.program().function(symbol).stream()
                .flatMap(function -> function.blocks().stream())
                .map(BasicBlock::terminator)
                .filter(Return.class::isInstance)
                .map(Return.class::cast)
                .toList();
    }

    Values values(FunctionPlan plan) {
        return new Values(calls.program(), plan);
    }

    Optional<CallSite> anySiteIn(String function) {
        return calls.sitesIn(function).stream().findFirst();
    }
}
