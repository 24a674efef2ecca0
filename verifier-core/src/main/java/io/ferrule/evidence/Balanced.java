package io.ferrule.evidence;

import io.ferrule.graph.CallSite;
import java.util.Set;

/**
 * A guard is made, and what is taken there may be given back before it is made: then it stands for something else.
 *
 * @param sites the calls within what makes it
 * @param disagreement what there is to say if nothing that these took is held behind them
 */
public record Balanced(Set<CallSite> sites, Disagreement disagreement) {

    public Balanced {
        sites = Set.copyOf(sites);
    }
}
