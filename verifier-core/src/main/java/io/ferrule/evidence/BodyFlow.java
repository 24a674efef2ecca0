package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
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
        Set<Integer> dominated = reached(-1);
        dominated.removeAll(reached(block));
        return dominated;
    }

    private Set<Integer> reached(int without) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int next = open.pop();
            if (next != without && seen.add(next)) {
                open.addAll(code.blocks().get(next).terminator().successors());
            }
        }
        return seen;
    }

    /**
     * The steps from that one on before which a guard may be alive that a local holds then. Where it is moved is followed by
     * locals; where that is not known, into each local that owns one. Steps that end it are left out.
     */
    Set<Step> alive(Step start, int local) {
        Set<Step> alive = new HashSet<>();
        Map<Integer, Set<Integer>> arrived = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        walk(start.block(), start.index(), new HashSet<>(Set.of(local)), alive, arrived, open);
        while (!open.isEmpty()) {
            int block = open.pop();
            walk(block, 0, new HashSet<>(arrived.get(block)), alive, arrived, open);
        }
        return alive;
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
            if (moved) {
                arrive(assign.place(), held);
            }
        }
    }

    private void arrive(Place place, Set<Integer> held) {
        held.add(place.local());
        if (place.projections().contains(Projection.DEREFERENCE)) {
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
            boolean moved = false;
            List<Operand> all = new ArrayList<>(call.arguments());
            for (Operand argument : all) {
                moved |= moves(argument, held);
            }
            boolean back = types.of(call.destination())
                    .filter(type -> marked.mentions(type, Map.of()))
                    .isPresent();
            if (moved && back) {
                arrive(call.destination(), held);
            }
            if (moved && all.stream().anyMatch(this::refersToOwner)) {
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
