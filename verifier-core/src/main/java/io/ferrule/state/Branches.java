package io.ferrule.state;

import io.ferrule.program.Terminator.Branch;
import io.ferrule.program.Terminator.Case;
import io.ferrule.program.Terminator.Switch;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.program.Value;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Asked.Question;
import io.ferrule.state.Doubts.Doubt;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

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
        Optional<Question> question = asks(frame, bit, branch.condition(), block, path);
        Optional<Marks> before = question.map(asked -> path.facts().marks().copy());
        Doubt doubt = doubt(frame, branch.condition(), block, path);
        question.ifPresent(path.facts().marks()::ask);
        Path other = path.copy();
        boolean one = frame.conditions().learnEqual(bit, branch.condition(), 1, path.facts());
        boolean two = frame.conditions().learnEqual(bit, branch.condition(), 0, other.facts());
        boolean open = one && two;
        Doubt unsure = open ? doubt : Doubt.NONE;
        if (one) {
            boolean unlike = open && isOther(frame, question, number -> number == 1, before);
            next.enter(frame, block, branch.ifTrue(), doubted(path, unsure.or(unlike)));
        }
        if (two) {
            boolean unlike = open && isOther(frame, question, number -> number == 0, before);
            next.enter(frame, block, branch.ifFalse(), doubted(other, unsure.or(unlike)));
        }
    }

    private static Optional<Question> asks(Frame frame, Type type, Value condition, int block, Path path) {
        return frame.manner().isQuiet() ? Optional.empty() : frame.doubts().asks(type, condition, block, path.facts());
    }

    private static boolean isOther(
            Frame frame, Optional<Question> question, LongPredicate way, Optional<Marks> before) {
        return question.filter(
                        asked -> before.filter(marks -> marks.isAskedOtherwise(asked, way, frame.doubts()::isFree))
                                .isPresent())
                .isPresent();
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
        Value selector = choice.selector().value();
        Doubt doubt = frame.values().of(choice.selector(), path.facts()) instanceof Numeral
                ? Doubt.NONE
                : doubt(frame, selector, block, path);
        Optional<Question> question = asks(frame, type, selector, block, path);
        Optional<Marks> before = question.map(asked -> path.facts().marks().copy());
        question.ifPresent(path.facts().marks()::ask);
        Set<Long> labels = new HashSet<>();
        Path otherwise = path.copy();
        boolean possible = true;
        for (Case one : choice.cases()) {
            AbstractValue label = frame.values().of(type, one.value(), path.facts());
            Path chosen = path.copy();
            long number = label instanceof Numeral known ? known.value() : 0;
            boolean known = label instanceof Numeral;
            labels.add(number);
            if (!known || frame.conditions().learnEqual(type, selector, number, chosen.facts())) {
                boolean other = isOther(frame, question, each -> each == number, before);
                next.enter(frame, block, one.target(), doubted(chosen, doubt.or(other)));
            }
            possible &= !known || frame.conditions().learnApart(type, selector, number, otherwise.facts());
        }
        if (possible) {
            boolean other = isOther(frame, question, number -> !labels.contains(number), before);
            next.enter(frame, block, choice.otherwise(), doubted(otherwise, doubt.or(other)));
        }
    }
}
