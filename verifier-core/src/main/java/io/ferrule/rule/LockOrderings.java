package io.ferrule.rule;

import io.ferrule.policy.LockOrdering;
import io.ferrule.state.Base;
import io.ferrule.state.Edge;
import io.ferrule.state.Lock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * In which order the policy wants locks of several classes to be taken. A lock may be of more than one class, as far as is
 * known: its field is not, or some of the fields around it, or the names of two types agree.
 */
public final class LockOrderings {

    private LockOrderings() {}

    /** The order that is certainly broken where the lock of an edge is waited for under the other one. */
    public static Optional<LockOrdering> brokenBy(RuleContext context, Edge edge) {
        return context.orderings().stream()
                .filter(order -> isBroken(order, edge))
                .findFirst();
    }

    /** An order that may be broken there, and is not certain to be. */
    public static Optional<LockOrdering> perhapsBrokenBy(RuleContext context, Edge edge) {
        return context.orderings().stream()
                .filter(order -> mayBeBroken(order, edge) && !isBroken(order, edge))
                .findFirst();
    }

    private static boolean isBroken(LockOrdering order, Edge edge) {
        Lock held = edge.held().lock();
        Lock taken = edge.event().lock();
        List<Integer> before = ranks(order, held);
        List<Integer> after = ranks(order, taken);
        return !before.isEmpty()
                && !after.isEmpty()
                && before.stream().allMatch(rank -> isOf(order, rank, held))
                && after.stream().allMatch(rank -> isOf(order, rank, taken))
                && before.get(0) > after.get(after.size() - 1);
    }

    private static boolean mayBeBroken(LockOrdering order, Edge edge) {
        List<Integer> before = ranks(order, edge.held().lock());
        List<Integer> after = ranks(order, edge.event().lock());
        return !before.isEmpty() && !after.isEmpty() && after.get(0) < before.get(before.size() - 1);
    }

    /** The classes of an order that a lock may be of, in their order. */
    private static List<Integer> ranks(LockOrdering order, Lock lock) {
        boolean none =
                lock.address().base() instanceof Base.Named || lock.source().alone();
        IntPredicate may = rank -> lock.source()
                .field()
                .map(path -> path.mayBeIn(order.fields().get(rank)))
                .orElse(!none);
        return IntStream.range(0, order.fields().size()).filter(may).boxed().toList();
    }

    private static boolean isOf(LockOrdering order, int rank, Lock lock) {
        return lock.source()
                .field()
                .filter(path -> path.isIn(order.fields().get(rank)))
                .isPresent();
    }
}
