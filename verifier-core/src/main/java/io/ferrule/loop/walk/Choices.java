package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through all ways in which a walk can go on. The walk is made again for each, from its start or from a place that it
 * has in common with the last one, and is told at each fork which way to take; what the oracle answered on the common part
 * is remembered, as the same questions come again.
 */
public final class Choices {

    private final Oracle oracle;
    private final int limit;
    private final List<Fork> forks = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int nextFork;
    private int nextAnswer;
    private int walks;

    /** One fork: the way that is taken, of how many, and how many questions were asked before. */
    private record Fork(int way, int ways, int answers) {}

    /** What was answered to a question. */
    private record Answer(Linear goal, boolean yes) {}

    /**
     * No walk so far.
     *
     * @param limit after that many walks the work is given up
     */
    public Choices(Oracle oracle, int limit) {
        this.oracle = oracle;
        this.limit = limit;
    }

    /** Whether there is a way that was not taken yet; if so, the next walk takes it. */
    boolean startNext() {
        if (walks > 0) {
            while (!forks.isEmpty() && last().way + 1 >= last().ways) {
                forks.remove(forks.size() - 1);
            }
            if (forks.isEmpty()) {
                return false;
            }
            Fork fork = forks.remove(forks.size() - 1);
            answers.subList(fork.answers, answers.size()).clear();
            forks.add(new Fork(fork.way + 1, fork.ways, fork.answers));
        }
        if (++walks > limit) {
            throw new OutOfBudget("it has more than " + limit + " paths");
        }
        nextFork = 0;
        nextAnswer = 0;
        return true;
    }

    /**
     * A place on a walk.
     *
     * @param forks how many forks lie before it
     * @param answers how many questions were asked before it
     */
    record Mark(int forks, int answers) {}

    /** Where the walk is now. */
    Mark mark() {
        return new Mark(nextFork, nextAnswer);
    }

    /** Whether the walk that begins is the same up to that place of the last one. */
    boolean isCommon(Mark mark) {
        return mark.forks < forks.size();
    }

    /** The walk that begins goes on from a place that it has in common with the last one. */
    void resume(Mark mark) {
        nextFork = mark.forks;
        nextAnswer = mark.answers;
    }

    private Fork last() {
        return forks.get(forks.size() - 1);
    }

    /** Which of so many ways to take. */
    int choose(int ways) {
        if (ways == 1) {
            return 0;
        }
        if (nextFork == forks.size()) {
            forks.add(new Fork(0, ways, answers.size()));
        }
        Fork fork = forks.get(nextFork++);
        agree(fork.ways == ways);
        return fork.way;
    }

    /** What the oracle says. */
    boolean entails(List<Linear> constraints, Linear goal) {
        if (nextAnswer == answers.size()) {
            answers.add(new Answer(goal, oracle.entails(constraints, goal)));
        }
        Answer answer = answers.get(nextAnswer++);
        agree(answer.goal.equals(goal));
        return answer.yes;
    }

    /** Were the common part not the same twice, ways would be left out and answers be those to other questions. */
    private static void agree(boolean same) {
        if (!same) {
            throw new IllegalStateException("a walk did not go the same way up to where it forks");
        }
    }
}
