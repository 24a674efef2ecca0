package io.ferrule.loop.walk;

import io.ferrule.graph.Loop;
import io.ferrule.program.Computation.Incoming;
import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Where ways round a loop part and come together again without a difference that matters. Such a stretch is not walked
 * in each of its ways, but passed over as a whole: of its conditions nothing is assumed, and what a phi at its end is, is
 * anything, unless all ways through the stretch give the same.
 *
 * <p>Sound because that allows whatever any way through the stretch does:
 *
 * <ul>
 *   <li>Every way from its beginning back to the header passes its end, which is the immediate post-dominator in the
 *       graph of one round. That graph lacks the edges back to inner headers, and ways out of the loop, which are no
 *       rounds. A way that goes round inner loops passes the same blocks as the way without these rounds, and more; the
 *       last time it passes them is what a {@link Walk} shows.
 *   <li>Nothing is assumed of what is within: no condition, no {@code llvm.assume}, no claim about an inner loop, no
 *       access to memory that would show a value to be no poison. That such a stretch need not end, by an endless inner
 *       loop or a call that never returns, is no matter: then there is no further round.
 *   <li>What is computed strictly within is seen beyond only through phis at the end. Otherwise its block would dominate
 *       a use beyond, so lie on every way from the beginning to the end, and the stretch would have ended there. For the
 *       same reason the one value of a phi whose ways agree is not computed strictly within, and is known at the
 *       beginning.
 *   <li>A phi whose ways do not agree is any value of its type. Where the end is the header, a stride that is claimed of
 *       it is then kept only if any value keeps it. Where the end is the header of an inner loop, its first round is not
 *       told apart.
 * </ul>
 *
 * <p>None of this rests on which stretches {@link Slice} takes: that decides only how much is lost. It takes none from
 * within which the loop is left, as the conditions under which it is not left may be all that bounds it.
 */
public final class Merges {

    private final FunctionModel model;
    private final Loop loop;
    private final Map<Integer, List<Integer>> ways = new HashMap<>();
    private final Map<Integer, Integer> ends = new HashMap<>();
    private final Map<Integer, Integer> depths = new HashMap<>();

    private Merges(FunctionModel model, Loop loop) {
        this.model = model;
        this.loop = loop;
    }

    /**
     * A stretch.
     *
     * @param end the block where it ends; the header if the round ends there
     * @param last the blocks from which control may come to its end
     * @param leaves whether the loop may be left from within
     */
    public record Merge(int end, List<Integer> last, boolean leaves) {
        public Merge {
            last = List.copyOf(last);
        }

        /** A single edge. */
        static Merge edge(int from, int to) {
            return new Merge(to, List.of(from), false);
        }

        /** What a phi at the end is, if that does not depend on the way. */
        Optional<Value> value(Phi phi) {
            Optional<Value> only = Optional.empty();
            for (Incoming way : phi.incoming()) {
                if (last.contains(way.block())) {
                    if (only.isPresent() && !only.get().equals(way.value())) {
                        return Optional.empty();
                    }
                    only = Optional.of(way.value());
                }
            }
            return only;
        }
    }

    /** The stretches of a loop, whatever happens in them, by the block at which the ways part. */
    static Map<Integer, Merge> of(FunctionModel model, Loop loop) {
        Merges merges = new Merges(model, loop);
        merges.connect();
        Map<Integer, Merge> found = new HashMap<>();
        merges.ends.forEach((block, end) -> {
            if (merges.ways.getOrDefault(block, List.of()).size() > 1) {
                found.put(block, merges.stretch(block, end));
            }
        });
        return found;
    }

    /** Whether the loop may be left from one of these blocks. */
    private boolean isLeft(Set<Integer> inside) {
        return loop.exits().stream().anyMatch(exit -> inside.contains(exit.from()));
    }

    /**
     * Whether the ways of a stretch differ in something that matters: a local, or whether the loop is left on them. What
     * holds where it is not left would be lost.
     */
    static boolean differs(FunctionModel model, Merge merge, IntPredicate matters) {
        return merge.leaves
                || model.phis(merge.end).stream()
                        .anyMatch(phi -> matters.test(phi.header().result())
                                && merge.value(phi).isEmpty());
    }

    /** The ways within one round, and where they come together: the post-dominators of that acyclic graph. */
    private void connect() {
        depths.put(loop.header(), 0);
        List<Integer> order = model.graph().reversePostorder();
        for (int i = order.size() - 1; i >= 0; i--) {
            int block = order.get(i);
            if (loop.contains(block)) {
                List<Integer> onward = model.graph().successors(block).stream()
                        .distinct()
                        .filter(to -> to == loop.header() || ends.containsKey(to))
                        .toList();
                onward.stream().reduce(this::common).ifPresent(end -> {
                    ways.put(block, onward);
                    if (block != loop.header()) {
                        depths.put(block, depths.getOrDefault(end, 0) + 1);
                    }
                    ends.put(block, end);
                });
            }
        }
    }

    private int common(int a, int b) {
        int left = a;
        int right = b;
        while (left != right) {
            boolean deeper = depths.getOrDefault(left, 0) >= depths.getOrDefault(right, 0);
            if (deeper) {
                left = ends.getOrDefault(left, loop.header());
            } else {
                right = ends.getOrDefault(right, loop.header());
            }
        }
        return left;
    }

    private Merge stretch(int block, int end) {
        Set<Integer> inside = new HashSet<>(Set.of(block));
        List<Integer> open = new ArrayList<>(List.of(block));
        List<Integer> last = new ArrayList<>();
        while (!open.isEmpty()) {
            int at = open.remove(open.size() - 1);
            for (int to : ways.getOrDefault(at, List.of())) {
                if (to == end) {
                    last.add(at);
                } else if (inside.add(to)) {
                    open.add(to);
                }
            }
        }
        return new Merge(end, last, isLeft(inside));
    }
}
