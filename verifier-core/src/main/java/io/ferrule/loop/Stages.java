package io.ferrule.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The places from which a walk may go on in more than one way, with what was known there. The next walk need not be made
 * again from its start: it goes on from the last of them that it has in common with the one before.
 */
final class Stages {

    private final Choices choices;
    private final Deque<Stage> stages = new ArrayDeque<>();

    /** No walk was made yet with these choices. */
    Stages(Choices choices) {
        this.choices = choices;
    }

    /**
     * A walk that has come to a place.
     *
     * @param place as whoever walks numbers them
     */
    record Stage(Walk walk, int place, Choices.Mark mark) {
        /** Another walk that has come as far. */
        Walk again() {
            return new Walk(walk);
        }
    }

    /** Remembers that a walk has come to a place, unless it began there. */
    void add(Walk walk, int place) {
        Choices.Mark mark = choices.mark();
        Stage last = stages.peek();
        if (last != null && last.mark().forks() == mark.forks()) {
            if (last.place() == place) {
                return;
            }
            stages.pop();
        }
        stages.push(new Stage(new Walk(walk), place, mark));
    }

    /** Where the walk that begins may go on; empty where it must begin at its start. */
    Optional<Stage> resume() {
        while (!stages.isEmpty() && !choices.isCommon(stages.peek().mark())) {
            stages.pop();
        }
        Optional<Stage> last = Optional.ofNullable(stages.peek());
        last.ifPresent(stage -> choices.resume(stage.mark()));
        return last;
    }
}
