package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Invariants to try that the loop's own conditions suggest. What is checked at the end of a round speaks of the values
 * of the next one, so each condition is also taken as it would be written of those: {@code i + 1 < n} becomes {@code i <
 * n}.
 */
public final class GuardCandidates {

    private static final int LIMIT = 60;

    /** Numbers of so many bits stand in what only says that a sum did or did not wrap around. */
    private static final int WRAP = 62;

    private final Situation situation;
    private final Set<Integer> state;

    private GuardCandidates(Situation situation) {
        this.situation = situation;
        this.state = Set.copyOf(situation.state());
    }

    /** Conditions on ways round the loop, over what the loop's header knows. */
    static Set<Linear> of(Situation situation) {
        return new GuardCandidates(situation).candidates();
    }

    private Set<Linear> candidates() {
        Set<Linear> found = new LinkedHashSet<>();
        for (Transition way : situation.transitions()) {
            for (Linear constraint : way.constraints()) {
                if (found.size() >= LIMIT) {
                    return found;
                }
                if (constraint.size() > 1) {
                    List<Linear> readings = new ArrayList<>(List.of(constraint));
                    readings.addAll(ofNextRound(way, constraint));
                    readings.stream()
                            .filter(this::isUsable)
                            .limit(LIMIT - found.size())
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private boolean isUsable(Linear form) {
        return form.constant().floor().bitLength() < WRAP
                && form.anyVariable(this::isState)
                && form.allVariables(situation::isUsable);
    }

    private boolean isState(int variable) {
        return state.contains(variable) || situation.model().isStrides(variable);
    }

    /** The condition as it is written of the values after the round: of one of them, and of all that it mentions. */
    private List<Linear> ofNextRound(Transition way, Linear constraint) {
        List<Linear> found = new ArrayList<>();
        Linear all = constraint;
        for (int variable : way.state()) {
            Linear next = way.next(variable);
            if (!next.equals(Linear.variable(variable))) {
                replaced(constraint, variable, next).forEach(found::add);
                all = replaced(all, variable, next).stream().findFirst().orElse(all);
            }
        }
        found.add(all.tightened());
        return found;
    }

    /** The form with so much of the next value in it replaced by its name that one variable goes away. */
    private static Set<Linear> replaced(Linear form, int variable, Linear next) {
        Set<Linear> found = new LinkedHashSet<>();
        for (int part : next.variables()) {
            if (form.mentions(part)) {
                Rational factor = form.factor(part).dividedBy(next.factor(part));
                found.add(form.plus(next, factor.negate())
                        .plus(Linear.variable(variable), factor)
                        .tightened());
            }
        }
        return found;
    }
}
