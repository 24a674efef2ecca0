package io.ferrule.arithmetic;

import io.ferrule.arithmetic.FarkasProof.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The equations of the simplex: each row says what a basic column is in terms of the others. Columns have a value, and
 * may have bounds; those that are not basic always lie within theirs.
 */
final class Tableau {

    private static final int NONE = -1;

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> unused = new ArrayList<>();
    private final TreeSet<Integer> clashing = new TreeSet<>();
    private long steps;
    private long operations;

    /** Whether all columns are known to lie within their bounds, as those of the solution that was found last do. */
    private boolean solved;

    /**
     * A limit of a column.
     *
     * @param constraint the constraint that sets it
     * @param scale the constraint says {@code scale * (column - limit) >= 0}, or with the other sign for an upper limit
     */
    record Bound(Rational limit, int constraint, Rational scale) {
        /** So many times the column's distance from the limit, as a multiple of the constraint. */
        Term times(Rational factor) {
            return new Term(constraint, factor.dividedBy(scale));
        }
    }

    private static final class Column {
        private final Linear form;
        private Rational value = Rational.ZERO;
        private @Nullable Bound lower;
        private @Nullable Bound upper;
        private int row = NONE;

        Column(Linear form) {
            this.form = form;
        }

        boolean isTooLow() {
            return lower != null && value.compareTo(lower.limit) < 0;
        }

        boolean isTooHigh() {
            return upper != null && value.compareTo(upper.limit) > 0;
        }

        boolean clashes() {
            return lower != null && upper != null && lower.limit.compareTo(upper.limit) > 0;
        }

        boolean mayMove(int direction) {
            Bound limit = direction > 0 ? upper : lower;
            return limit == null || value.compareTo(limit.limit) != 0;
        }
    }

    private static final class Row {
        private int basic;
        private @Nullable Rational[] factors;

        Row(int basic, int width) {
            this.basic = basic;
            this.factors = new Rational[width];
        }

        @Nullable
        Rational factor(int column) {
            return column < factors.length ? factors[column] : null;
        }

        void set(int column, Rational factor) {
            if (column >= factors.length) {
                factors = java.util.Arrays.copyOf(factors, Math.max(column + 1, factors.length * 2));
            }
            factors[column] = factor.signum() == 0 ? null : factor;
        }

        void add(int column, Rational factor) {
            Rational old = factor(column);
            set(column, old == null ? factor : old.plus(factor));
        }

        void addAll(Row other, Rational times) {
            for (int i = 0; i < other.factors.length; i++) {
                Rational factor = other.factors[i];
                if (factor != null) {
                    add(i, factor.times(times));
                }
            }
        }
    }

    long steps() {
        return steps;
    }

    long operations() {
        return operations;
    }

    int addColumn(Linear form) {
        Column column = new Column(form);
        if (unused.isEmpty()) {
            columns.add(column);
            return columns.size() - 1;
        }
        int index = unused.remove(unused.size() - 1);
        columns.set(index, column);
        return index;
    }

    Linear formOf(int column) {
        return columns.get(column).form;
    }

    Rational value(int column) {
        return columns.get(column).value;
    }

    boolean isFree(int column) {
        return columns.get(column).lower == null && columns.get(column).upper == null;
    }

    Optional<Bound> bound(int column, boolean lower) {
        return Optional.ofNullable(lower ? columns.get(column).lower : columns.get(column).upper);
    }

    /** A new basic column that equals a form over the variables' columns. */
    int addRow(Linear form, Map<Integer, Integer> columnOfVariable) {
        int index = addColumn(form);
        Row row = new Row(index, columns.size());
        Rational value = Rational.ZERO;
        for (int i = 0; i < form.size(); i++) {
            int column = columnOfVariable.getOrDefault(form.variableAt(i), NONE);
            Rational factor = form.factorAt(i);
            value = value.plus(columns.get(column).value.times(factor));
            if (columns.get(column).row == NONE) {
                row.add(column, factor);
            } else {
                row.addAll(rows.get(columns.get(column).row), factor);
            }
        }
        columns.get(index).value = value;
        columns.get(index).row = rows.size();
        rows.add(row);
        return index;
    }

    /** Sets a bound, unless there is a stronger one. */
    void tighten(int index, boolean lower, Bound bound) {
        Column column = columns.get(index);
        Bound old = lower ? column.lower : column.upper;
        int order = old == null ? 1 : bound.limit.compareTo(old.limit);
        if (old != null && (lower ? order <= 0 : order >= 0)) {
            return;
        }
        if (lower) {
            column.lower = bound;
        } else {
            column.upper = bound;
        }
        if (column.clashes()) {
            clashing.add(index);
        }
        if (lower ? column.isTooLow() : column.isTooHigh()) {
            solved = false;
            if (column.row == NONE) {
                move(index, bound.limit.minus(column.value));
            }
        }
    }

    /** Puts an older, weaker bound back. */
    void restore(int index, boolean lower, Optional<Bound> bound) {
        if (lower) {
            columns.get(index).lower = bound.orElse(null);
        } else {
            columns.get(index).upper = bound.orElse(null);
        }
        if (!clashing.isEmpty() && !columns.get(index).clashes()) {
            clashing.remove(index);
        }
        if (columns.get(index).row == NONE) {
            settle(index);
        }
    }

    /** Takes a column without bounds out. */
    void remove(int index) {
        if (columns.get(index).row == NONE) {
            for (Row row : rows) {
                if (row.factor(index) != null) {
                    int leaving = row.basic;
                    pivot(row, index);
                    settle(leaving);
                    break;
                }
            }
        }
        int place = columns.get(index).row;
        if (place != NONE) {
            Row last = rows.remove(rows.size() - 1);
            if (last.basic != index) {
                rows.set(place, last);
                columns.get(last.basic).row = place;
            }
        }
        columns.set(index, new Column(Linear.ZERO));
        unused.add(index);
    }

    /** Moves a column that is not basic back within its bounds. */
    private void settle(int index) {
        Column column = columns.get(index);
        if (column.lower != null && column.isTooLow()) {
            move(index, column.lower.limit.minus(column.value));
        } else if (column.upper != null && column.isTooHigh()) {
            move(index, column.upper.limit.minus(column.value));
        }
    }

    /** Looks for values within all bounds; if there are none, says which constraints add up to a contradiction. */
    Optional<List<Term>> solve() {
        Optional<List<Term>> clash = clash();
        if (clash.isPresent()) {
            return clash;
        }
        while (!solved) {
            int violated = firstViolated();
            if (violated == NONE) {
                solved = true;
                break;
            }
            Column column = columns.get(violated);
            boolean low = column.isTooLow();
            Row row = rows.get(column.row);
            int entering = firstThatHelps(row, low);
            if (entering == NONE) {
                return Optional.of(explanation(row, low));
            }
            Bound bound = low ? column.lower : column.upper;
            if (bound != null) {
                exchange(row, entering, bound.limit);
            }
        }
        return Optional.empty();
    }

    /** The bounds of a column that contradict each other by themselves. */
    private Optional<List<Term>> clash() {
        if (clashing.isEmpty()) {
            return Optional.empty();
        }
        Column column = columns.get(clashing.first());
        return column.lower == null || column.upper == null
                ? Optional.empty()
                : Optional.of(List.of(column.lower.times(Rational.ONE), column.upper.times(Rational.ONE)));
    }

    private int firstViolated() {
        int first = NONE;
        for (Row row : rows) {
            Column column = columns.get(row.basic);
            if ((first == NONE || row.basic < first) && (column.isTooLow() || column.isTooHigh())) {
                first = row.basic;
            }
        }
        return first;
    }

    private int firstThatHelps(Row row, boolean up) {
        for (int i = 0; i < row.factors.length; i++) {
            Rational factor = row.factors[i];
            if (factor != null && columns.get(i).mayMove(up ? factor.signum() : -factor.signum())) {
                return i;
            }
        }
        return NONE;
    }

    private List<Term> explanation(Row row, boolean low) {
        List<Term> terms = new ArrayList<>();
        Column basic = columns.get(row.basic);
        Bound own = low ? basic.lower : basic.upper;
        if (own != null) {
            terms.add(own.times(Rational.ONE));
        }
        for (int i = 0; i < row.factors.length; i++) {
            Rational factor = row.factors[i];
            if (factor != null) {
                boolean blockedAbove = low == factor.signum() > 0;
                Bound bound = blockedAbove ? columns.get(i).upper : columns.get(i).lower;
                if (bound != null) {
                    terms.add(bound.times(absolute(factor)));
                }
            }
        }
        return terms;
    }

    /** Gives the basic column of a row that value, and lets the entering one take its place. */
    private void exchange(Row row, int entering, Rational target) {
        Rational factor = row.factors[entering];
        if (factor == null) {
            throw new IllegalStateException("a column cannot enter where it does not occur");
        }
        move(entering, target.minus(columns.get(row.basic).value).dividedBy(factor));
        pivot(row, entering);
    }

    /** Changes the value of a column that is not basic, and of all that depend on it. */
    private void move(int index, Rational by) {
        solved = false;
        columns.get(index).value = columns.get(index).value.plus(by);
        for (Row row : rows) {
            Rational factor = row.factor(index);
            if (factor != null) {
                Column basic = columns.get(row.basic);
                basic.value = basic.value.plus(factor.times(by));
            }
        }
    }

    private void pivot(Row row, int entering) {
        steps++;
        operations++;
        int leaving = row.basic;
        Rational factor = row.factors[entering];
        if (factor == null) {
            throw new IllegalStateException("a column cannot enter where it does not occur");
        }
        Rational inverse = Rational.ONE.dividedBy(factor);
        row.set(entering, Rational.ZERO);
        for (int i = 0; i < row.factors.length; i++) {
            Rational old = row.factors[i];
            if (old != null) {
                row.factors[i] = old.times(inverse).negate();
            }
        }
        row.set(leaving, inverse);
        row.basic = entering;
        columns.get(entering).row = columns.get(leaving).row;
        columns.get(leaving).row = NONE;
        for (Row other : rows) {
            Rational times = other == row ? null : other.factor(entering);
            if (times != null) {
                operations++;
                other.set(entering, Rational.ZERO);
                other.addAll(row, times);
            }
        }
    }

    /** The greatest value of a form, from values within all bounds; empty where it has none. */
    Optional<Rational> maximise(Linear form, Map<Integer, Integer> columnOfVariable) {
        int goal = addRow(form, columnOfVariable);
        boolean bounded = climb(goal);
        Rational greatest = columns.get(goal).value;
        remove(goal);
        return bounded ? Optional.of(greatest) : Optional.empty();
    }

    private boolean climb(int goal) {
        Row objective = rows.get(columns.get(goal).row);
        while (true) {
            int entering = firstThatHelps(objective, true);
            if (entering == NONE) {
                return true;
            }
            Rational slope = objective.factors[entering];
            int direction = slope == null ? 0 : slope.signum();
            Column column = columns.get(entering);
            Bound own = direction > 0 ? column.upper : column.lower;
            Optional<Rational> reach = own == null ? Optional.empty() : Optional.of(own.limit.minus(column.value));
            Row blocking = null;
            for (Row row : rows) {
                Optional<Rational> limit = row == objective ? Optional.empty() : limit(row, entering, direction);
                if (limit.isPresent() && isNearer(limit.get(), row, reach, blocking)) {
                    reach = limit;
                    blocking = row;
                }
            }
            if (reach.isEmpty()) {
                return false;
            }
            move(entering, reach.get());
            steps++;
            if (blocking != null) {
                pivot(blocking, entering);
            }
        }
    }

    private static boolean isNearer(Rational limit, Row row, Optional<Rational> reach, @Nullable Row blocking) {
        if (reach.isEmpty()) {
            return true;
        }
        int order = absolute(limit).compareTo(absolute(reach.get()));
        return order < 0 || (order == 0 && blocking != null && row.basic < blocking.basic);
    }

    private static Rational absolute(Rational number) {
        return number.signum() < 0 ? number.negate() : number;
    }

    /** How far a column may move in that direction before the basic column of a row meets its bound. */
    private Optional<Rational> limit(Row row, int entering, int direction) {
        Rational factor = row.factor(entering);
        if (factor == null) {
            return Optional.empty();
        }
        Column basic = columns.get(row.basic);
        Bound bound = factor.signum() * direction > 0 ? basic.upper : basic.lower;
        return bound == null
                ? Optional.empty()
                : Optional.of(bound.limit.minus(basic.value).dividedBy(factor));
    }
}
