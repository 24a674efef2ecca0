package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallGraph;
import io.ferrule.identity.LockSources;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.program.Instruction;
import io.ferrule.state.Tabulation.Followed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that happens to locks and to the state of the processor, by root.
 *
 * <p>Roots whose context is known are followed each on its own. The others all start in the same state, and there may be
 * thousands of them: they are followed one after the other in one table, and share one budget of work. What is beyond a budget is a
 * {@link StateEvent.Gap}, and nothing is proved about its root.
 */
public final class StateAnalysis {

    /** Instructions to be looked at for one root. */
    private static final long MOST_OF_ROOT = 1_000_000;

    /** The same for all roots together whose context is not known, which nobody asked for by name. */
    private static final long MOST_OF_UNKNOWN = 100_000;

    /** The same for the whole program. */
    private static final long MOST_OF_ALL = 4_000_000;

    private final Followed nothing = new Followed(List.of(), Set.of(), true);
    private final Map<Root, Followed> followed = new HashMap<>();
    private final ApartAnalysis apart;

    private StateAnalysis(Plans plans, List<Root> roots) {
        StepBudget all = new StepBudget(MOST_OF_ALL);
        Tabulation common = new Tabulation(plans, Manner.EVENTS, List.of(new StepBudget(MOST_OF_UNKNOWN), all));
        for (Root root : roots) {
            Tabulation table = root.contextKnown()
                    ? new Tabulation(plans, Manner.EVENTS, List.of(new StepBudget(MOST_OF_ROOT), all))
                    : common;
            followed.computeIfAbsent(root, r -> table.run(r.symbol(), start(r)));
        }
        this.apart = new ApartAnalysis(plans, this::followed);
    }

    /** Follows all of these roots, without MIR. */
    public static StateAnalysis of(CallGraph calls, Bound policy, List<Root> roots) {
        return of(calls, policy, roots, Optional.empty(), Map.of());
    }

    /**
     * Follows all of these roots.
     *
     * @param sources tells of locks that are known by pointers alone
     * @param watched by function, the instructions that are to be {@linkplain StateEvent.Reached reported}
     */
    public static StateAnalysis of(
            CallGraph calls,
            Bound policy,
            List<Root> roots,
            Optional<LockSources> sources,
            Map<String, Set<Instruction>> watched) {
        return new StateAnalysis(new Plans(calls, policy, sources, new Watched(calls, watched)), roots);
    }

    /** The state in which a root starts. */
    static LockState start(Root root) {
        return LockState.atStart(root.context(), root.isSure());
    }

    private Followed followed(Root root) {
        return followed.getOrDefault(root, nothing);
    }

    /**
     * What happens on the paths from a root, each event once, in a fixed order; without what happens on paths that it
     * {@linkplain #joined shares} with a root before it.
     */
    public List<StateEvent> events(Root root) {
        return followed(root).events();
    }

    /**
     * The same, where paths that meet are not made one as long as there are few: it takes longer, and events that only seemed
     * possible are gone, or are known to be possible.
     */
    public List<StateEvent> eventsApart(Root root) {
        return apart.events(root);
    }

    /** The symbols of the roots before this one whose events may be on its paths, too. */
    public Set<String> joined(Root root) {
        return followed(root).joined();
    }
}
