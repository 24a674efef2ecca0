package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.state.StateEvent.Gap;
import io.ferrule.state.Tabulation.Followed;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What happens on the paths of a root where each is followed on its own.
 *
 * <p>Where paths become one, what they differ by is forgotten, and both what is proved and what is refuted is the weaker for it. So
 * a root of which something is not proved is looked at once more with no path made one with another, unless both know the same.
 * If all of its paths can be followed like this, what happens on them is what happens. If there are too many, what certainly
 * happens on some of them does happen, and everything else is what was found before.
 */
final class ApartAnalysis {

    /** Instructions to be looked at for one root. */
    private static final long MOST_OF_ROOT = 4_000;

    /** The same for all of them. */
    private static final long MOST_OF_ALL = 50_000;

    private final Plans plans;
    private final Function<Root, Followed> merged;
    private final StepBudget all = new StepBudget(MOST_OF_ALL);
    private final Map<Root, List<StateEvent>> known = new HashMap<>();

    ApartAnalysis(Plans plans, Function<Root, Followed> merged) {
        this.plans = plans;
        this.merged = merged;
    }

    synchronized List<StateEvent> events(Root root) {
        return known.computeIfAbsent(root, this::follow);
    }

    private List<StateEvent> follow(Root root) {
        List<StateEvent> before = merged.apply(root).events();
        if (!root.contextKnown() || all.isOver()) {
            return before;
        }
        List<StepBudget> budgets = List.of(new StepBudget(MOST_OF_ROOT), all);
        Followed apart = new Tabulation(plans, Manner.PATHS, budgets).run(root.symbol(), StateAnalysis.start(root));
        if (apart.whole()) {
            return apart.events();
        }
        Set<StateEvent> both = new LinkedHashSet<>(before);
        apart.events().stream()
                .filter(event -> event.state().sure() && !(event instanceof Gap))
                .forEach(both::add);
        return List.copyOf(both);
    }
}
