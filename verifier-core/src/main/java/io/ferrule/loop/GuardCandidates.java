package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Invariants to try that the loop's own conditions suggest. What is checked at the end of a round speaks of the values
 * of the next one, so each condition is also taken as it would be written of those: {@code i + 1 < n} becomes {@code i <
 * n}.
 */
final class GuardCandidates {

    private static final int LIMIT = 60;

    /** Numbers of so many bits stand in what only says that a sum did or did not wrap around. */
    private static final int WRAP = 62;

    private GuardCandidates() {}

    /** Conditions on ways round the loop, over what the loop's header knows. */
    static Set<Linear> of(Situation situation) {
        List<Integer> state = situation.state();
        Set<Linear> found = new LinkedHashSet<>();
        for (Transition way : situation.transitions()) {
            for (Linear constraint : way.constraints()) {
                boolean moving = constraint.variables().stream().anyMatch(v -> isState(situation, state, v));
                boolean usable = constraint.constant().floor().bitLength() < WRAP
                        && constraint.variables().size() > 1
                        && constraint.variables().stream().allMatch(situation::isUsable);
                if (moving && usable && found.size() < LIMIT) {
                    found.add(constraint);
                    moved(situation, state, way, constraint).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isState(Situation situation, List<Integer> state, int variable) {
        return state.contains(variable) || situation.model().isStrides(variable);
    }

    /** The condition over the values after the round, where that only shifts what it mentions. */
    private static Optional<Linear> moved(Situation situation, List<Integer> state, Transition way, Linear constraint) {
        Linear shifted = constraint;
        for (int variable : constraint.variables()) {
            if (isState(situation, state, variable)) {
                Linear by = way.next(variable).minus(Linear.variable(variable));
                if (!by.isConstant()) {
                    return Optional.empty();
                }
                shifted = shifted.plus(
                        by.constant().times(constraint.factor(variable)).negate());
            }
        }
        return Optional.of(shifted.tightened());
    }
}
