package io.ferrule.arithmetic;

import java.util.List;

/**
 * Why a linear form is at least 0 wherever some constraints are: factors that are not negative, by which the
 * constraints are multiplied and added up (Farkas' lemma). What the sum leaves of the form is a constant above -1; the
 * form is whole where its variables are, so it is at least 0. Where the sum is a constant below 0 the constraints never
 * hold together, and everything is true of what is not there.
 *
 * @param terms the constraints that are used, by their place in the list
 */
public record FarkasProof(List<Term> terms) {

    public FarkasProof {
        terms = List.copyOf(terms);
    }

    /**
     * One multiplied constraint.
     *
     * @param constraint its place in the list
     * @param factor at least 0 in a valid proof
     */
    public record Term(int constraint, Rational factor) {}

    /** Whether this shows that {@code goal} is at least 0 wherever all {@code constraints} are. No search happens. */
    public boolean proves(List<Linear> constraints, Linear goal) {
        Linear sum = Linear.ZERO;
        for (Term term : terms) {
            boolean valid = term.constraint() >= 0
                    && term.constraint() < constraints.size()
                    && term.factor().signum() >= 0;
            if (!valid) {
                return false;
            }
            sum = sum.plus(constraints.get(term.constraint()), term.factor());
        }
        if (sum.isConstant() && sum.constant().signum() < 0) {
            return true;
        }
        Linear rest = goal.minus(sum);
        if (!rest.isConstant()) {
            return false;
        }
        return rest.constant().signum() >= 0
                || (goal.isIntegral() && rest.constant().compareTo(Rational.MINUS_ONE) > 0);
    }
}
