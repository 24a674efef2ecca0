package io.ferrule.evidence;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * While which steps a guard may be alive. Where it is moved is followed by locals; where that is not known, into each local
 * that owns one.
 */
final class GuardLife implements HeldLocals.Effects {

    private final BodyTypes types;
    private final MarkedTypes marked;
    private final Set<Integer> owners = new HashSet<>();
    private final Set<Step> alive = new HashSet<>();
    private boolean returned;
    private boolean stored;

    private GuardLife(Code code, MarkedTypes marked) {
        this.types = new BodyTypes(code);
        this.marked = marked;
        code.locals().stream()
                .filter(local -> marked.owns(local.type(), Map.of()))
                .map(Local::number)
                .forEach(owners::add);
    }

    /** The life of a guard that a local holds before a step; steps that end it are left out. */
    static Life of(Code code, MarkedTypes marked, Step start, int local) {
        GuardLife life = new GuardLife(code, marked);
        HeldLocals.follow(code, start, Set.of(local), life);
        return new Life(life.alive, life.returned, life.stored);
    }

    @Override
    public void statement(Step at, Statement statement, Set<Integer> held) {
        alive.add(at);
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

    @Override
    public void terminator(Step at, Terminator terminator, Set<Integer> held) {
        returned |= terminator instanceof Terminator.Return && held.contains(0);
        if (!(terminator instanceof Terminator.Drop)) {
            alive.add(at);
        }
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
