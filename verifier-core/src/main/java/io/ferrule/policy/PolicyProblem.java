package io.ferrule.policy;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something wrong with a policy: a value, never an exception.
 *
 * @param file the name of the policy file or contract pack
 * @param line counted from 1; 0 when unknown
 * @param column counted from 1; 0 when unknown
 * @param message what is wrong, one line without a full stop
 * @param hint what to do about it, if there is something to say
 */
public record PolicyProblem(String file, int line, int column, String message, Optional<String> hint) {
    /** By place, then by message. */
    public static final Comparator<PolicyProblem> BY_PLACE = Comparator.comparing(PolicyProblem::file)
            .thenComparingInt(PolicyProblem::line)
            .thenComparingInt(PolicyProblem::column)
            .thenComparing(PolicyProblem::message);

    /** A problem with no advice. */
    public static PolicyProblem at(Place place, String message) {
        return new PolicyProblem(place.file(), place.line(), place.column(), message, Optional.empty());
    }

    /** A problem and what to do about it. */
    public static PolicyProblem at(Place place, String message, String hint) {
        return new PolicyProblem(place.file(), place.line(), place.column(), message, Optional.of(hint));
    }

    /** The problem on one line, as {@code file:line:column: message; hint}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message
                + hint.map(h -> "; " + h).orElse("");
    }
}
