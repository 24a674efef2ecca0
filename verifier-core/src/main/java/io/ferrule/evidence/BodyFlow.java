package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.BorrowKind;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Statement;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a body runs behind a step, and while a guard that is made there is alive. */
final class BodyFlow {

    private final Code code;
    private final BodyTypes types;
    private final MarkedTypes marked;
    private final Set<Integer> owners = new HashSet<>();
    private boolean returned;
    private boolean stored;

    BodyFlow(Code code, MarkedTypes marked) {
        this.code = code;
        this.types = new BodyTypes(code);
        this.marked = marked;
        code.locals().stream()
                .filter(local -> marked.owns(local.type(), Map.of()))
                .map(Local::number)
                .forEach(owners::add);
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

    /**
     * How long a guard may be alive that a local holds before a step. Where it is moved is followed by locals; where that is
     * not known, into each local that owns one. Steps that end it are left out.
     */
    Life life(Step start, int local) {
        Set<Step> alive = new HashSet<>();
        Map<Integer, Set<Integer>> arrived = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        stored = false;
        returned = false;
        walk(start.block(), start.index(), new HashSet<>(Set.of(local)), alive, arrived, open);
        while (!open.isEmpty()) {
            int block = open.pop();
            walk(block, 0, new HashSet<>(arrived.get(block)), alive, arrived, open);
        }
        return new Life(alive, returned, stored);
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

    private void walk(
            int number,
            int index,
            Set<Integer> held,
            Set<Step> alive,
            Map<Integer, Set<Integer>> arrived,
            Deque<Integer> open) {
        BasicBlock block = code.blocks().get(number);
        for (int i = index; i < block.statements().size() && !held.isEmpty(); i++) {
            alive.add(new Step(number, i));
            after(block.statements().get(i), held);
        }
        if (held.isEmpty()) {
            return;
        }
        returned |= block.terminator() instanceof Terminator.Return && held.contains(0);
        if (!(block.terminator() instanceof Terminator.Drop)) {
            alive.add(new Step(number, block.statements().size()));
        }
        after(block.terminator(), held);
        for (int next : block.terminator().successors()) {
            if (!held.isEmpty()
                    && arrived.computeIfAbsent(next, b -> new HashSet<>()).addAll(held)) {
                open.push(next);
            }
        }
    }

    private void after(Statement statement, Set<Integer> held) {
        if (statement instanceof Statement.StorageDead dead) {
            held.remove(dead.local());
        } else if (statement instanceof Statement.Assign assign) {
            boolean moved = false;
            for (Operand part : BodyTypes.parts(assign.value())) {
                moved |= moves(part, held);
            }
            if (moved || borrows(assign.value(), held)) {
                arrive(assign.place(), held);
            }
        }
    }

    /** What can be changed through a reference may be taken out through it. */
    private static boolean borrows(Rvalue value, Set<Integer> held) {
        return value instanceof Rvalue.Borrow borrow
                && borrow.kind() != BorrowKind.SHARED
                && held.contains(borrow.place().local());
    }

    private void arrive(Place place, Set<Integer> held) {
        held.add(place.local());
        if (place.projections().contains(Projection.DEREFERENCE)) {
            stored = true;
            held.addAll(owners);
        }
    }

    /** Whether an operand moves the guard on; a part of a value may leave more of it behind. */
    private static boolean moves(Operand operand, Set<Integer> held) {
        if (!(operand instanceof Operand.Move move)
                || !held.contains(move.place().local())) {
            return false;
        }
        if (move.place().projections().isEmpty()) {
            held.remove(move.place().local());
        }
        return true;
    }

    private void after(Terminator terminator, Set<Integer> held) {
        if (terminator instanceof Terminator.Drop drop
                && drop.place().projections().isEmpty()) {
            held.remove(drop.place().local());
        } else if (terminator instanceof Terminator.Call call) {
            List<Operand> moved = call.arguments().stream()
                    .filter(argument -> moves(argument, held))
                    .toList();
            boolean back = types.of(call.destination())
                    .filter(type -> marked.mentions(type, Map.of()))
                    .isPresent();
            if (!moved.isEmpty() && back) {
                arrive(call.destination(), held);
            }
            boolean elsewhere = call.arguments().stream()
                    .anyMatch(argument -> refersToOwner(argument) && !moved.equals(List.of(argument)));
            if (!moved.isEmpty() && elsewhere) {
                stored = true;
                held.addAll(owners);
            }
        }
    }

    private boolean refersToOwner(Operand operand) {
        return BodyTypes.place(operand)
                .flatMap(types::of)
                .flatMap(MarkedTypes::target)
                .filter(target -> marked.owns(target, Map.of()))
                .isPresent();
    }
}
