package io.ferrule.rule;

import io.ferrule.policy.FieldPattern;
import io.ferrule.state.Base;
import io.ferrule.state.Base.Within;
import io.ferrule.state.Edge;
import io.ferrule.state.Lock;

/**
 * Locks of one class that are known by pointers alone, and whose order the policy vouches for. What it says of a type holds
 * where MIR confirms the code: LLVM may have kept the code of another type under that name.
 */
public final class LockNestings {

    private LockNestings() {}

    /** Whether the policy says that these are two, the first one taken first. */
    public static boolean areOrdered(RuleContext context, Lock first, Lock second) {
        Base one = first.address().base();
        Base other = second.address().base();
        if (!one.isOpaque() || !other.isOpaque()) {
            return false;
        }
        boolean typed = first.type().isPresent()
                && first.type().equals(second.type())
                && !first.source().isUnknown()
                && !second.source().isUnknown();
        boolean placed = one instanceof Within here
                && other instanceof Within there
                && here.symbol().equals(there.symbol());
        return context.nestings().stream()
                .anyMatch(nesting ->
                        (typed && first.type().filter(nesting::matchesType).isPresent())
                                || nesting.field()
                                        .filter(field -> isIn(first, field) && isIn(second, field))
                                        .isPresent()
                                || (placed && nesting.matchesStatic(((Within) one).symbol())));
    }

    private static boolean isIn(Lock lock, FieldPattern field) {
        return lock.source().field().filter(path -> path.isIn(field)).isPresent();
    }

    /** Whether the policy says that the locks of that edge are two, taken in the right order. */
    public static boolean areOrdered(RuleContext context, Edge edge) {
        return areOrdered(context, edge.held().lock(), edge.event().lock());
    }
}
