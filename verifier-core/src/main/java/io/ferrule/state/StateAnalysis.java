package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallGraph;
import io.ferrule.policy.PolicyBinding.Bound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that happens to locks and to the state of the processor, by root. */
public final class StateAnalysis {

    private final Map<Root, List<StateEvent>> events = new HashMap<>();

    private StateAnalysis() {}

    /** Follows all of these roots. */
    public static StateAnalysis of(CallGraph calls, Bound policy, List<Root> roots) {
        StateAnalysis analysis = new StateAnalysis();
        Plans plans = new Plans(calls, policy);
        for (Root root : roots) {
            LockState start = LockState.atStart(root.context(), root.contextKnown());
            analysis.events.computeIfAbsent(root, r -> new Tabulation(plans).run(r.symbol(), start));
        }
        return analysis;
    }

    /** What happens on the paths from a root, each event once, in a fixed order. */
    public List<StateEvent> events(Root root) {
        return events.getOrDefault(root, List.of());
    }
}
