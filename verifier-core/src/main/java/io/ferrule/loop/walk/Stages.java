package io.ferrule.loop.walk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The places from which a walk may go on in more than one way, with what was known there. The next walk need not be made
 * again from its start: it goes on from the last of them that it has in common with the one before.
 */
public final class Stages {

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
    private record Stage(Walk walk, int place, Choices.Mark mark) {
        /** Another walk that has come as far. */
        private Walk again() {
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

    /**
     * What comes of all walks, each gone on with from the last place that it has in common with the one before.
     *
     * @param first the place at which a walk starts
     * @param start a walk at that place
     * @param rest what comes of a walk from a place on; it throws {@link Infeasible} where that cannot be
     * @throws OutOfBudget if there are too many
     */
    <T> List<T> ofAll(int first, Supplier<Walk> start, BiFunction<Walk, Integer, T> rest) {
        List<T> all = new ArrayList<>();
        while (choices.startNext()) {
            Optional<Stage> stage = common();
            try {
                Walk walk = stage.map(Stage::again).orElseGet(start);
                all.add(rest.apply(walk, stage.map(Stage::place).orElse(first)));
            } catch (Infeasible impossible) {
                // This way cannot be taken.
            }
        }
        return List.copyOf(all);
    }

    private Optional<Stage> common() {
        while (!stages.isEmpty() && !choices.isCommon(stages.peek().mark())) {
            stages.pop();
        }
        Optional<Stage> last = Optional.ofNullable(stages.peek());
        last.ifPresent(stage -> choices.resume(stage.mark()));
        return last;
    }
}
