package io.ferrule.evidence;

import io.ferrule.mir.MirContents.Code;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a body runs behind a step, and while a guard that is made there is alive. */
final class BodyFlow {

    private final Code code;
    private final MarkedTypes marked;

    BodyFlow(Code code, MarkedTypes marked) {
        this.code = code;
        this.marked = marked;
    }

    /** The blocks to which no path leads but through that one; it is one of them. */
    Set<Integer> dominatedBy(int block) {
        Set<Integer> dominated = reached(0);
        Set<Integer> others = reached(List.of(0), Set.of(block));
        others.remove(block);
        dominated.removeAll(others);
        return dominated;
    }

    private Set<Integer> reached(int from) {
        return reached(List.of(from), Set.of());
    }

    /** The blocks that paths from these come to, those included; no path goes through one of the ends. */
    private Set<Integer> reached(List<Integer> from, Set<Integer> ends) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            int next = open.pop();
            if (seen.add(next) && !ends.contains(next)) {
                open.addAll(code.blocks().get(next).terminator().successors());
            }
        }
        return seen;
    }

    /** How long a guard may be alive that a local holds before a step. */
    Life life(Step start, int local) {
        return GuardLife.of(code, marked, start, local);
    }

    /** The life of a guard that is behind a reference from a block on: all that may come, and more. */
    Life stored(int block) {
        Set<Step> all = new HashSet<>();
        reached(block).forEach(number -> {
            for (int i = 0; i <= code.blocks().get(number).statements().size(); i++) {
                all.add(new Step(number, i));
            }
        });
        return new Life(all, false, true);
    }

    /** The blocks to which a path leads from the end of that one. */
    Set<Integer> behind(int block) {
        Set<Integer> behind = new HashSet<>();
        code.blocks().get(block).terminator().successors().forEach(next -> behind.addAll(reached(next)));
        return behind;
    }

    /** Whether each path to the start of a block, from that of the body or from the end of the block, goes through one of those. */
    boolean isAlwaysBehind(int block, Set<Integer> those) {
        List<Integer> from = new ArrayList<>(List.of(0));
        if (!those.contains(block)) {
            from.addAll(code.blocks().get(block).terminator().successors());
        }
        return !reached(from, those).contains(block);
    }

    /** The blocks from which a path leads to that one, it included. */
    Set<Integer> before(int block) {
        Set<Integer> before = new HashSet<>();
        for (int number = 0; number < code.blocks().size(); number++) {
            if (reached(number).contains(block)) {
                before.add(number);
            }
        }
        return before;
    }
}
