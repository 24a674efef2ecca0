package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TripCount;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One argument why a loop ends, with the bound that it gives. What is known of the bound directs the search for a better
 * one, and proves nothing.
 *
 * @param settled whether numbers of other loops have nothing to do with the bound, so that it stays as large as it is
 *     whatever is claimed of them
 */
public record Proposal(Termination termination, TripCount count, boolean settled) {

    /** A bound up to here is good enough not to look for a better one. */
    private static final BigInteger SMALL = BigInteger.ONE.shiftLeft(10);

    /** That argument, if it is one in this situation. */
    public static Optional<Proposal> of(Situation situation, Termination termination) {
        return termination.check(situation).map(count -> {
            TripCount overNumbers = count.overNumbers(situation.model());
            boolean settled = !isGood(overNumbers) && !hangsOnLoops(situation, count.formulas());
            return new Proposal(termination, overNumbers, settled);
        });
    }

    /** Whether the bound is a small number. */
    public boolean isSmall() {
        return isSmall(count);
    }

    /** Whether the bound is a small number, or a formula over arguments. */
    public boolean isGood() {
        return isGood(count);
    }

    private static boolean isSmall(TripCount count) {
        return count.maximum().compareTo(SMALL) <= 0;
    }

    private static boolean isGood(TripCount count) {
        return isSmall(count) || isFormula(count);
    }

    private static boolean isFormula(TripCount count) {
        return !count.formulas().isEmpty()
                && count.formulas().stream().noneMatch(Linear::isConstant)
                && count.formulas().stream().allMatch(BoundFormula::isUsable);
    }

    /** Whether this is worth more than another one. */
    public boolean isBetterThan(Proposal old) {
        return (!old.isGood() && isGood())
                || (!old.isSmall() && isSmall())
                || (old.isGood() == isGood() && count.maximum().compareTo(old.count.maximum()) < 0);
    }

    /**
     * Whether constraints on the ways into a loop connect some forms with numbers of loops. An invariant is about such numbers;
     * what is not connected with them is not limited by one. Without forms it is not known, and so it may be.
     */
    private static boolean hangsOnLoops(Situation situation, List<Linear> forms) {
        FunctionModel model = situation.model();
        BitSet reached = new BitSet();
        forms.forEach(form -> form.forEachVariable(reached::set));
        int before;
        do {
            before = reached.cardinality();
            for (Entry entry : situation.entries()) {
                for (Linear constraint : entry.constraints()) {
                    if (constraint.anyVariable(reached::get)) {
                        constraint.forEachVariable(reached::set);
                    }
                }
            }
        } while (reached.cardinality() > before);
        return reached.isEmpty() || reached.stream().anyMatch(model::isOfLoop);
    }
}
