package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which locals of a body may hold something, along all paths from a step: what comes to a block by any path is joined there,
 * until no path brings more. A path ends where none holds it.
 */
final class HeldLocals {

    /** What steps do to the locals that hold it; each step may be come to more than once, with more locals each time. */
    interface Effects {

        /** Changes the locals to those that hold it behind a statement. */
        void statement(Step at, Statement statement, Set<Integer> held);

        /** Changes the locals to those that hold it behind a terminator, on whatever path goes on from there. */
        void terminator(Step at, Terminator terminator, Set<Integer> held);

        /** Control goes from one step on to the next. */
        default void edge(Step from, Step to) {}
    }

    private final Code code;
    private final Effects effects;
    private final Map<Integer, Set<Integer>> arrived = new HashMap<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    private HeldLocals(Code code, Effects effects) {
        this.code = code;
        this.effects = effects;
    }

    /** Follows what these locals hold before a step. */
    static void follow(Code code, Step start, Set<Integer> locals, Effects effects) {
        HeldLocals paths = new HeldLocals(code, effects);
        paths.block(start, new HashSet<>(locals));
        while (!paths.open.isEmpty()) {
            int block = paths.open.pop();
            paths.block(new Step(block, 0), new HashSet<>(paths.arrived.get(block)));
        }
    }

    private void block(Step start, Set<Integer> held) {
        BasicBlock block = code.blocks().get(start.block());
        for (int i = start.index(); i < block.statements().size() && !held.isEmpty(); i++) {
            Step at = new Step(start.block(), i);
            effects.statement(at, block.statements().get(i), held);
            effects.edge(at, new Step(start.block(), i + 1));
        }
        if (held.isEmpty()) {
            return;
        }
        Step last = new Step(start.block(), block.statements().size());
        effects.terminator(last, block.terminator(), held);
        if (!held.isEmpty()) {
            for (int next : block.terminator().successors()) {
                effects.edge(last, new Step(next, 0));
                if (arrived.computeIfAbsent(next, b -> new HashSet<>()).addAll(held)) {
                    open.push(next);
                }
            }
        }
    }
}
