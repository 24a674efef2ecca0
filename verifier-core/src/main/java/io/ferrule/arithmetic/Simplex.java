package io.ferrule.arithmetic;

import io.ferrule.arithmetic.FarkasProof.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides, exactly, whether linear constraints have a common rational solution. Constraints come and go like on a stack;
 * what was worked out for those that stay is kept.
 *
 * <p>The general simplex of Dutertre and de Moura ("A fast linear-arithmetic solver for DPLL(T)", 2006) with Bland's
 * rule, so it always ends. {@link #steps} counts pivots: a measure of work that is the same on every machine.
 */
public final class Simplex {

    private static final int NONE = -1;

    private final Tableau tableau = new Tableau();
    private final List<Linear> constraints = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Integer, Integer> columnOfVariable = new HashMap<>();
    private final Map<Linear, Integer> columnOfForm = new HashMap<>();

    /** The list whose first {@link #ofLast} constraints are the first ones here. */
    private List<Linear> last = List.of();

    private int ofLast;

    /** The first constraint that is a constant below 0. */
    private int falsehood = NONE;

    /** What to put back when a constraint is retracted; {@code column} is {@link #NONE} where nothing was changed. */
    private record Change(int column, boolean lower, Optional<Tableau.Bound> before) {}

    /** The constraints that are assumed, in order. */
    public List<Linear> constraints() {
        return Collections.unmodifiableList(constraints);
    }

    /** How many pivots were made. */
    public long steps() {
        return tableau.steps();
    }

    /** How many rows were worked out anew: what the pivots cost. */
    public long operations() {
        return tableau.operations();
    }

    /** Whether most of what it holds belongs to constraints that are gone; a new one would be faster. */
    public boolean isCrowded() {
        return columnOfVariable.size() > 64 && columnOfVariable.size() > 3 * constraints.size();
    }

    /**
     * Assumes exactly these constraints; those at the start of the list that are assumed already cost nothing. The list may
     * grow before it is given again, and change in no other way.
     */
    public void assumeAll(List<Linear> wanted) {
        int same = wanted == last ? Math.min(ofLast, wanted.size()) : 0;
        while (same < wanted.size()
                && same < constraints.size()
                && wanted.get(same).equals(constraints.get(same))) {
            // So that they are one object when they are compared the next time.
            constraints.set(same, wanted.get(same));
            same++;
        }
        retract(same);
        wanted.subList(same, wanted.size()).forEach(this::assume);
        last = wanted;
        ofLast = constraints.size();
    }

    /** Assumes that a form is at least 0. */
    public void assume(Linear constraint) {
        int index = constraints.size();
        constraints.add(constraint);
        if (constraint.isConstant()) {
            if (falsehood == NONE && constraint.constant().signum() < 0) {
                falsehood = index;
            }
            changes.add(new Change(NONE, false, Optional.empty()));
            return;
        }
        Rational leading = constraint.factorAt(0);
        int column = column(constraint.direction());
        boolean lower = leading.signum() > 0;
        Rational limit = constraint.constant().negate().dividedBy(leading);
        Rational scale = lower ? leading : leading.negate();
        changes.add(new Change(column, lower, tableau.bound(column, lower)));
        tableau.tighten(column, lower, new Tableau.Bound(limit, index, scale));
    }

    /** Forgets all but the first {@code size} constraints. */
    public void retract(int size) {
        ofLast = Math.min(ofLast, size);
        while (constraints.size() > size) {
            constraints.remove(constraints.size() - 1);
            if (falsehood == constraints.size()) {
                falsehood = NONE;
            }
            Change change = changes.remove(changes.size() - 1);
            if (change.column != NONE) {
                tableau.restore(change.column, change.lower, change.before);
                if (tableau.isFree(change.column)) {
                    Linear form = tableau.formOf(change.column);
                    if (form.size() > 1) {
                        columnOfForm.remove(form);
                        tableau.remove(change.column);
                    }
                }
            }
        }
    }

    /** Why the constraints have no common solution; empty where they have one. */
    public Optional<FarkasProof> conflict() {
        if (falsehood != NONE) {
            Rational factor =
                    Rational.MINUS_ONE.dividedBy(constraints.get(falsehood).constant());
            return Optional.of(new FarkasProof(List.of(new Term(falsehood, factor))));
        }
        Optional<List<Term>> terms = tableau.solve();
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        Linear sum = Linear.ZERO;
        for (Term term : terms.get()) {
            sum = sum.plus(constraints.get(term.constraint()), term.factor());
        }
        Rational scale = Rational.MINUS_ONE.dividedBy(sum.constant());
        return Optional.of(new FarkasProof(scaled(terms.get(), scale)));
    }

    private static List<Term> scaled(List<Term> terms, Rational scale) {
        List<Term> scaled = new ArrayList<>(terms.size());
        for (Term term : terms) {
            scaled.add(new Term(term.constraint(), term.factor().times(scale)));
        }
        return scaled;
    }

    /**
     * Why a form is at least 0 wherever the constraints hold and all variables are whole; empty where that could not be
     * shown. The form must be integral.
     */
    public Optional<FarkasProof> prove(Linear goal) {
        if (goal.isConstant() && goal.constant().signum() >= 0) {
            return Optional.of(new FarkasProof(List.of()));
        }
        if (leastWithinLimits(goal)
                .filter(least -> least.compareTo(Rational.MINUS_ONE) > 0)
                .isPresent()) {
            return Optional.of(proofByLimits(goal));
        }
        Optional<FarkasProof> conflict = conflict();
        if (conflict.isPresent()) {
            return conflict;
        }
        boolean refuted = goal.isConstant() || goal.valueAt(this::value).compareTo(Rational.MINUS_ONE) <= 0;
        return refuted ? Optional.empty() : proveByContradiction(goal);
    }

    /** The least that a form may be, as far as the limits of each of its variables alone say; often that is enough. */
    private Optional<Rational> leastWithinLimits(Linear form) {
        Rational least = form.constant();
        for (int i = 0; i < form.size(); i++) {
            Rational factor = form.factorAt(i);
            Optional<Tableau.Bound> bound = limit(form.variableAt(i), factor.signum() > 0);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            least = least.plus(bound.get().limit().times(factor));
        }
        return Optional.of(least);
    }

    private FarkasProof proofByLimits(Linear form) {
        List<Term> terms = new ArrayList<>(form.size());
        for (int i = 0; i < form.size(); i++) {
            Rational factor = form.factorAt(i);
            boolean lower = factor.signum() > 0;
            Tableau.Bound bound = limit(form.variableAt(i), lower).orElseThrow();
            terms.add(bound.times(lower ? factor : factor.negate()));
        }
        return new FarkasProof(terms);
    }

    private Optional<Tableau.Bound> limit(int variable, boolean lower) {
        Integer column = columnOfVariable.get(variable);
        return column == null ? Optional.empty() : tableau.bound(column, lower);
    }

    private Optional<FarkasProof> proveByContradiction(Linear goal) {
        int own = constraints.size();
        assume(goal.negate().plus(Rational.MINUS_ONE));
        Optional<FarkasProof> conflict = conflict();
        retract(own);
        if (conflict.isEmpty()) {
            return Optional.empty();
        }
        Rational used = Rational.ZERO;
        List<Term> others = new ArrayList<>();
        for (Term term : conflict.get().terms()) {
            if (term.constraint() == own) {
                used = used.plus(term.factor());
            } else {
                others.add(term);
            }
        }
        if (used.signum() == 0) {
            return Optional.of(new FarkasProof(others));
        }
        Rational scale = Rational.ONE.dividedBy(used);
        return Optional.of(new FarkasProof(scaled(others, scale)));
    }

    /** The greatest value of a form under the constraints; empty where there is none, or they contradict each other. */
    public Optional<Rational> maximum(Linear form) {
        if (conflict().isPresent()) {
            return Optional.empty();
        }
        if (form.isConstant()) {
            return Optional.of(form.constant());
        }
        Linear plain = form.plus(form.constant().negate());
        form.forEachVariable(this::columnOf);
        return tableau.maximise(plain, columnOfVariable).map(form.constant()::plus);
    }

    /** The value of a variable in the solution that was found last; 0 for one that no constraint mentions. */
    public Rational value(int variable) {
        Integer column = columnOfVariable.get(variable);
        return column == null ? Rational.ZERO : tableau.value(column);
    }

    private int column(Linear form) {
        if (form.size() == 1) {
            return columnOf(form.variableAt(0));
        }
        Integer known = columnOfForm.get(form);
        if (known != null) {
            return known;
        }
        form.forEachVariable(this::columnOf);
        int column = tableau.addRow(form, columnOfVariable);
        columnOfForm.put(form, column);
        return column;
    }

    private int columnOf(int variable) {
        return columnOfVariable.computeIfAbsent(variable, v -> tableau.addColumn(Linear.variable(v)));
    }
}
