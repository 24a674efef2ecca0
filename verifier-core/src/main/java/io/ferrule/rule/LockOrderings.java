package io.ferrule.rule;

import io.ferrule.identity.FieldPath;
import io.ferrule.policy.LockOrdering;
import io.ferrule.state.Base;
import io.ferrule.state.Edge;
import io.ferrule.state.Lock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** In which order the policy wants locks of several classes to be taken. */
public final class LockOrderings {

    private LockOrderings() {}

    /** The order that is broken where the lock of an edge is waited for under the other one; empty if none is. */
    public static Optional<LockOrdering> brokenBy(RuleContext context, Edge edge) {
        return context.orderings().stream()
                .filter(order -> {
                    OptionalInt held = rank(order, edge.held().lock());
                    OptionalInt taken = rank(order, edge.event().lock());
                    return held.isPresent() && taken.isPresent() && taken.getAsInt() < held.getAsInt();
                })
                .findFirst();
    }

    /** An order that may be broken there: the field of one lock, or of both, is not known. */
    public static Optional<LockOrdering> perhapsBrokenBy(RuleContext context, Edge edge) {
        Lock held = edge.held().lock();
        Lock taken = edge.event().lock();
        return context.orderings().stream()
                .filter(order -> isUnknown(held) || isUnknown(taken))
                .filter(order -> isUnknown(held) || rank(order, held).orElse(0) > 0)
                .filter(order -> isUnknown(taken)
                        || rank(order, taken).orElse(order.fields().size())
                                < order.fields().size() - 1)
                .findFirst();
    }

    private static boolean isUnknown(Lock lock) {
        boolean ofKernel = lock.address().base() instanceof Base.Named;
        return !ofKernel && !lock.source().alone() && lock.source().field().isEmpty();
    }

    private static OptionalInt rank(LockOrdering order, Lock lock) {
        Optional<FieldPath> field = lock.source().field();
        return IntStream.range(0, order.fields().size())
                .filter(i ->
                        field.filter(path -> path.isIn(order.fields().get(i))).isPresent())
                .findFirst();
    }
}
