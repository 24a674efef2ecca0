package io.ferrule.cost;

import io.ferrule.graph.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** All ways to lay one loop nest over another of the same shape. */
final class LoopShapes {
    private static final int MOST = 720;

    private final Predicate<Loop> counted;
    private final BiPredicate<Loop, Loop> fits;

    /**
     * @param counted the loops of the first nest that take part
     * @param fits whether a loop of the first nest may be that one of the second
     */
    LoopShapes(Predicate<Loop> counted, BiPredicate<Loop, Loop> fits) {
        this.counted = counted;
        this.fits = fits;
    }

    /** Each way, as the loop of the second nest for each of the first; none where the shapes differ or are too many. */
    List<Map<Loop, Loop>> assignments(List<Loop> first, List<Loop> second) {
        List<Loop> taking = first.stream().filter(counted).toList();
        if (taking.size() != second.size()) {
            return List.of();
        }
        List<Map<Loop, Loop>> found = new ArrayList<>();
        boolean all = place(taking, second, new boolean[second.size()], Map.of(), found);
        return all ? found : List.of();
    }

    /** Places the first loop everywhere it fits, then the others; false where there are too many ways. */
    private boolean place(
            List<Loop> left, List<Loop> second, boolean[] used, Map<Loop, Loop> before, List<Map<Loop, Loop>> found) {
        if (left.isEmpty()) {
            found.add(before);
            return found.size() <= MOST;
        }
        Loop loop = left.get(0);
        for (int i = 0; i < second.size(); i++) {
            Loop other = second.get(i);
            if (used[i] || !fits.test(loop, other)) {
                continue;
            }
            used[i] = true;
            for (Map<Loop, Loop> inside : assignments(loop.children(), other.children())) {
                Map<Loop, Loop> longer = new HashMap<>(before);
                longer.putAll(inside);
                longer.put(loop, other);
                if (!place(left.subList(1, left.size()), second, used, longer, found)) {
                    return false;
                }
            }
            used[i] = false;
        }
        return true;
    }
}
