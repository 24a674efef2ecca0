package io.ferrule.analysis;

import io.ferrule.graph.CallGraph;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Reach;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which code is judged with which of the roots that may be called in any context. There may be thousands of them, and
 * each may reach nearly everything; but what holds of a function for one of them holds for all. So a function is judged
 * with the first root that reaches it, and a root that leads to the code of an earlier one shares what is said of that.
 * The work is that of one walk over the program.
 */
public final class Shares {

    private final Map<Root, Reach> reaches = new HashMap<>();
    private final Map<Root, Set<Root>> earlier = new HashMap<>();
    private final Map<String, Root> owners = new LinkedHashMap<>();
    private final Set<String> starts = new LinkedHashSet<>();

    private Shares() {}

    /**
     * The shares of those roots whose context is not known.
     *
     * @param replaced whether something else stands for the body of a function, as for {@link CallGraph#reach}
     */
    public static Shares of(CallGraph calls, Roots roots, Predicate<String> replaced) {
        Shares shares = new Shares();
        roots.all().stream().filter(root -> !root.contextKnown()).forEach(root -> shares.add(calls, root, replaced));
        return shares;
    }

    private void add(CallGraph calls, Root root, Predicate<String> replaced) {
        Reach reach = calls.reach(root.symbol(), callee -> replaced.test(callee) || owners.containsKey(callee));
        Set<Root> met = new LinkedHashSet<>();
        Optional.ofNullable(owners.get(root.symbol())).ifPresent(met::add);
        for (String function : reach.functions()) {
            for (CallSite site : calls.sitesIn(function)) {
                site.targets().stream()
                        .filter(target -> owners.containsKey(target) && !replaced.test(target))
                        .map(owners::get)
                        .forEach(met::add);
            }
        }
        reach.functions().forEach(function -> owners.putIfAbsent(function, root));
        starts.add(root.symbol());
        reaches.put(root, reach);
        earlier.put(root, met);
    }

    /** What is judged with that root; empty for a root of a known context, with which everything is that it reaches. */
    public Optional<Reach> of(Root root) {
        return Optional.ofNullable(reaches.get(root));
    }

    /** The roots before that one to whose code it leads. */
    public Set<Root> earlier(Root root) {
        return Collections.unmodifiableSet(earlier.getOrDefault(root, Set.of()));
    }

    /** The symbols of all roots that have a share. */
    public Set<String> starts() {
        return Collections.unmodifiableSet(starts);
    }

    /** The functions of all shares. */
    public Set<String> functions() {
        return Collections.unmodifiableSet(owners.keySet());
    }
}
