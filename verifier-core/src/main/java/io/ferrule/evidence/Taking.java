package io.ferrule.evidence;

import io.ferrule.analysis.SiteContracts;
import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.PolicyBinding.Bound;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which calls of a program may lead to a function that, by its contract, takes something, or to code that nobody knows. */
final class Taking {

    private final CallGraph calls;
    private final Bound policy;
    private final SiteContracts contracts;
    private final Predicate<FunctionContract> wanted;
    private final Set<String> leading = new HashSet<>();

    Taking(CallGraph calls, Bound policy, Predicate<FunctionContract> wanted) {
        this.calls = calls;
        this.policy = policy;
        this.contracts = new SiteContracts(calls.program(), policy);
        this.wanted = wanted;
        Deque<String> open = new ArrayDeque<>();
        for (String function : calls.program().functions().keySet()) {
            if (calls.sitesIn(function).stream().anyMatch(this::isKnown)) {
                open.add(function);
            }
        }
        while (!open.isEmpty()) {
            String next = open.pop();
            if (policy.contractOf(next).isEmpty() && leading.add(next)) {
                calls.sitesCalling(next).stream().map(CallSite::caller).forEach(open::add);
            }
        }
    }

    /** Functions that take something: a lock, a section, or what must be given back. */
    static boolean takes(FunctionContract contract) {
        return !contract.acquires().isEmpty()
                || contract.state().entersAtomic()
                || !contract.resources().acquires().isEmpty();
    }

    /** Functions that may take something, themselves or by what they call back meanwhile. */
    static boolean mayTake(FunctionContract contract) {
        return takes(contract)
                || contract.callbacks().stream()
                        .anyMatch(callback -> callback.context().isEmpty());
    }

    /** Functions that give something back. */
    static boolean gives(FunctionContract contract) {
        return !contract.releases().isEmpty()
                || (!contract.state().none() && !contract.state().entersAtomic())
                || !contract.resources().releases().isEmpty();
    }

    /** Whether that call may take something. */
    boolean at(CallSite site) {
        return isKnown(site) || site.targets().stream().anyMatch(leading::contains);
    }

    private boolean isKnown(CallSite site) {
        return site.targets().stream()
                        .anyMatch(target ->
                                contracts.of(site, target).filter(wanted).isPresent())
                || isUnknown(site);
    }

    /** What it may lead to is not known, which is a gap of its own. */
    private boolean isUnknown(CallSite site) {
        if (site.target() instanceof CallTarget.External external) {
            return !external.isIntrinsic()
                    && policy.contractOf(external.symbol()).isEmpty();
        }
        boolean open = site.target() instanceof CallTarget.Indirect indirect && indirect.open();
        List<String> targets = site.targets();
        return open || targets.isEmpty() || targets.stream().anyMatch(this::isUnread);
    }

    private boolean isUnread(String function) {
        return policy.contractOf(function).isEmpty()
                && calls.program()
                        .function(function)
                        .filter(known -> known.isDeclaration() && !function.startsWith("llvm."))
                        .isPresent();
    }
}
