package io.ferrule.rule;

import io.ferrule.state.Base;
import io.ferrule.state.Base.Within;
import io.ferrule.state.Edge;
import io.ferrule.state.Lock;

/** Locks of one type that are known by pointers alone, and whose order the policy vouches for. */
public final class LockNestings {

    private LockNestings() {}

    /** Whether the policy says that these are two, the first one taken first. */
    public static boolean areOrdered(RuleContext context, Lock first, Lock second) {
        Base one = first.address().base();
        Base other = second.address().base();
        if (!one.isOpaque() || !other.isOpaque()) {
            return false;
        }
        boolean typed = first.type().isPresent() && first.type().equals(second.type());
        boolean placed = one instanceof Within here
                && other instanceof Within there
                && here.symbol().equals(there.symbol());
        return context.nestings().stream()
                .anyMatch(nesting ->
                        (typed && first.type().filter(nesting::matchesType).isPresent())
                                || (placed && nesting.matchesStatic(((Within) one).symbol())));
    }

    /** Whether the policy says that the locks of that edge are two, taken in the right order. */
    public static boolean areOrdered(RuleContext context, Edge edge) {
        return areOrdered(context, edge.held().lock(), edge.event().lock());
    }
}
