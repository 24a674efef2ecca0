package io.ferrule.state;

import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Case;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Value;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Doubts.Doubt;

/** Where paths part: each goes on with what its way says of values, and none that contradicts what is known. */
final class Branches {

    private final Successor next;

    /** Goes on in another block. */
    interface Successor {
        void enter(Frame frame, int from, int to, Path path);
    }

    Branches(Successor next) {
        this.next = next;
    }

    /** Goes on behind a branch. */
    void part(Frame frame, int block, Branch branch, Path path) {
        Type bit = new IntegerType(1);
        Doubt doubt = doubt(frame, branch.condition(), block, path);
        Path other = path.copy();
        boolean one = frame.conditions().learnEqual(bit, branch.condition(), 1, path.facts());
        boolean two = frame.conditions().learnEqual(bit, branch.condition(), 0, other.facts());
        Doubt unsure = one && two ? doubt : Doubt.NONE;
        if (one) {
            next.enter(frame, block, branch.ifTrue(), doubted(path, unsure));
        }
        if (two) {
            next.enter(frame, block, branch.ifFalse(), doubted(other, unsure));
        }
    }

    private static Doubt doubt(Frame frame, Value condition, int block, Path path) {
        return frame.manner().isQuiet()
                ? Doubt.NONE
                : frame.doubts().about(condition, block, path.state(), path.facts());
    }

    /** A path that may not be possible, if there is a doubt about it. */
    static Path doubted(Path path, boolean doubt) {
        return doubted(path, doubt ? Doubt.HERE : Doubt.NONE);
    }

    /** A path that may not be possible; as long as it owes nothing another path may be that does the same from there on. */
    private static Path doubted(Path path, Doubt doubt) {
        if (doubt == Doubt.NONE) {
            return path;
        }
        path.facts().marks().doubt();
        boolean matters = doubt == Doubt.EVERYWHERE
                || path.state().owes()
                || !path.state().resources().isEmpty();
        return matters ? path.in(path.state().unsure()) : path;
    }

    /** Goes on behind a choice among numbers. */
    void part(Frame frame, int block, Switch choice, Path path) {
        Type type = choice.selector().type();
        Doubt doubt = frame.values().of(choice.selector(), path.facts()) instanceof Numeral
                ? Doubt.NONE
                : doubt(frame, choice.selector().value(), block, path);
        Path otherwise = path.copy();
        boolean possible = true;
        for (Case one : choice.cases()) {
            AbstractValue label = frame.values().of(type, one.value(), path.facts());
            Path chosen = path.copy();
            long number = label instanceof Numeral known ? known.value() : 0;
            boolean known = label instanceof Numeral;
            if (!known || frame.conditions().learnEqual(type, choice.selector().value(), number, chosen.facts())) {
                next.enter(frame, block, one.target(), doubted(chosen, doubt));
            }
            possible &= !known
                    || frame.conditions().learnApart(type, choice.selector().value(), number, otherwise.facts());
        }
        if (possible) {
            next.enter(frame, block, choice.otherwise(), doubted(otherwise, doubt));
        }
    }
}
