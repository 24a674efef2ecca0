package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.arithmetic.Simplex;
import io.ferrule.loop.argument.Amortised;
import io.ferrule.loop.argument.AvoidedEnd;
import io.ferrule.loop.argument.EqualityExit;
import io.ferrule.loop.argument.Greatest;
import io.ferrule.loop.argument.LinearRanking;
import io.ferrule.loop.argument.Nest;
import io.ferrule.loop.argument.Stretches;
import io.ferrule.loop.argument.Stretches.Stretch;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.argument.TotalRounds;
import io.ferrule.loop.argument.TripCount;
import io.ferrule.loop.argument.Unrepeated;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Infeasible;
import io.ferrule.loop.walk.Interval;
import io.ferrule.loop.walk.OutOfBudget;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Transition;
import io.ferrule.program.Computation.Phi;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proposes arguments for the rounds of an inner loop in all rounds of the outer one. None is believed before it is checked. */
public final class TotalSearch {

    /** How many stretches of equal length are tried. */
    private static final int EQUAL = 8;

    /** How many forms that rise are tried. */
    private static final int FORMS = 4;

    /** How many arguments of each kind are tried. */
    private static final int CANDIDATES = 6;

    private final Nest nest;
    private final SimplexOracle oracle;
    private Optional<Found> best = Optional.empty();

    private TotalSearch(Nest nest, SimplexOracle oracle) {
        this.nest = nest;
        this.oracle = oracle;
    }

    /** An argument and what it proves. */
    public record Found(TotalRounds argument, BigInteger total) {}

    /** A form that rises in each round of the outer loop, by at least that much. */
    private record Progress(Linear form, BigInteger step) {}

    /** An argument for one stretch, with the rounds there. */
    private record Part(Stretch stretch, BigInteger rounds) {}

    /**
     * The best argument that was found.
     *
     * @param oracle the one that the nest asks
     * @param product what is known without any: nothing that is no less is of use
     */
    public static Optional<Found> find(Nest nest, SimplexOracle oracle, BigInteger product) {
        TotalSearch search = new TotalSearch(nest, oracle);
        try {
            search.amortised();
            search.stretches(product);
        } catch (OutOfBudget | Infeasible e) {
            // What was found so far may do.
        }
        return search.best.filter(found -> found.total.compareTo(product) < 0);
    }

    private void improve(TotalRounds argument, BigInteger total) {
        if (best.isEmpty() || total.compareTo(best.get().total) < 0) {
            best = Optional.of(new Found(argument, total));
        }
    }

    private void amortised() {
        Situation inside = nest.inside();
        for (LinearRanking ranking : rankings(inside)) {
            for (Entry entry : inside.entries()) {
                Linear around = entry.at(ranking.form());
                if (nest.around().isUsable(around) && around.isIntegral()) {
                    Amortised argument = new Amortised(ranking.form(), ranking.step(), around);
                    argument.check(nest).ifPresent(total -> improve(argument, total));
                }
            }
        }
    }

    /**
     * Ranking functions of the inner loop, each with the least constant and the greatest step by which it falls. What has to be
     * searched for is only for the whole: what serves in a stretch alone stands in a condition.
     */
    private List<LinearRanking> rankings(Situation inside) {
        RankingSearch search = new RankingSearch(inside, oracle);
        List<Termination> proposed = new ArrayList<>(search.fromConditions());
        if (inside == nest.inside()) {
            search.linear().ifPresent(proposed::add);
        }
        Set<Linear> forms = new LinkedHashSet<>();
        for (Termination termination : proposed) {
            if (termination instanceof LinearRanking ranking) {
                forms.add(withoutConstant(ranking.form()));
            }
        }
        inside.claims().invariantsAt(nest.inner().header()).stream()
                .filter(form -> form.isIntegral() && inside.isUsable(form))
                .forEach(form -> forms.add(withoutConstant(form)));
        List<LinearRanking> rankings = new ArrayList<>();
        for (Linear form : forms) {
            if (rankings.size() < CANDIDATES) {
                rise(inside, form.negate())
                        .flatMap(step -> positive(inside, form).map(least -> new LinearRanking(least, step)))
                        .ifPresent(rankings::add);
            }
        }
        return rankings;
    }

    private static Linear withoutConstant(Linear form) {
        return form.plus(form.constant().negate());
    }

    /** The form with the least constant with which it is at least 0 whenever the loop goes round. */
    private static Optional<Linear> positive(Situation situation, Linear form) {
        return Greatest.of(situation.transitions(), way -> situation.upperBoundBefore(way, form.negate()))
                .map(most -> form.plus(Rational.of(most)));
    }

    /** By how much a form rises at least each round; empty where it may not. */
    private static Optional<BigInteger> rise(Situation situation, Linear form) {
        Optional<BigInteger> least = Optional.empty();
        for (Transition way : situation.transitions()) {
            Linear fall = way.before(form).minus(way.after(form));
            Optional<BigInteger> own = situation
                    .oracle()
                    .upperBoundIfIntegral(way.constraints(), fall)
                    .map(BigInteger::negate);
            if (own.isEmpty() || own.get().signum() <= 0) {
                return Optional.empty();
            }
            least = least.map(own.get()::min).or(() -> own);
        }
        return least;
    }

    private void stretches(BigInteger product) {
        for (Progress progress : progress()) {
            Optional<Part> whole = part(progress, nest.inside());
            if (whole.isPresent()) {
                propose(progress, List.of(), List.of(whole.get()));
                BigInteger known = best.map(Found::total).orElse(product).min(product);
                range(progress).ifPresent(range -> cut(progress, range, known));
            }
        }
    }

    /** Forms that rise: how far a number of the outer loop is from where it started. */
    private List<Progress> progress() {
        FunctionModel model = nest.model();
        List<Progress> found = new ArrayList<>();
        for (Phi phi : model.statePhis(nest.around().loop().header())) {
            int local = phi.header().result();
            Linear moved = Linear.variable(local).minus(Linear.variable(model.initial(local)));
            for (Linear form : List.of(moved, moved.negate())) {
                rise(nest.around(), form).ifPresent(step -> found.add(new Progress(form, step)));
            }
        }
        return found.stream().limit(FORMS).toList();
    }

    /** Between which values of the form the inner loop is entered. */
    private Optional<Interval> range(Progress progress) {
        Optional<Interval> range = Optional.empty();
        for (Entry entry : nest.inside().entries()) {
            Linear at = entry.at(progress.form);
            Optional<BigInteger> high = oracle.upperBound(entry.constraints(), at);
            Optional<BigInteger> low = oracle.upperBound(entry.constraints(), at.negate());
            if (high.isEmpty() || low.isEmpty()) {
                return Optional.empty();
            }
            Interval own = new Interval(low.get().negate(), high.get());
            range = range.map(own::union).or(() -> Optional.of(own));
        }
        return range;
    }

    /** Tries more stretches, if two serve better than one. */
    private void cut(Progress progress, Interval range, BigInteger known) {
        BigInteger length = range.maximum().subtract(range.minimum());
        if (length.bitLength() < 3) {
            return;
        }
        BigInteger middle = range.minimum().add(length.shiftRight(1));
        Optional<BigInteger> halves = tryCuts(progress, List.of(middle));
        boolean better = halves.filter(total -> total.compareTo(known) < 0).isPresent();
        if (better) {
            List<BigInteger> low = new ArrayList<>();
            List<BigInteger> high = new ArrayList<>();
            for (int bit = 1; bit < length.bitLength(); bit++) {
                BigInteger distance = BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE);
                low.add(range.minimum().add(distance));
                high.add(range.maximum().subtract(distance));
            }
            Collections.reverse(high);
            List<BigInteger> equal = new ArrayList<>();
            for (int i = 1; i < EQUAL; i++) {
                equal.add(range.minimum()
                        .add(length.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(EQUAL))));
            }
            for (List<BigInteger> cuts : List.of(low, high, equal)) {
                tryCuts(progress, cuts.stream().distinct().toList());
            }
        }
    }

    private Optional<BigInteger> tryCuts(Progress progress, List<BigInteger> cuts) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            Optional<Part> part = part(progress, Stretches.inside(nest, progress.form, cuts, i));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(propose(progress, cuts, parts));
    }

    private BigInteger propose(Progress progress, List<BigInteger> cuts, List<Part> parts) {
        BigInteger total = parts.stream().map(Part::rounds).reduce(BigInteger.ZERO, BigInteger::add);
        List<Stretch> stretches = parts.stream().map(Part::stretch).toList();
        improve(new Stretches(progress.form, progress.step, cuts, stretches), total);
        return total;
    }

    /** The best argument for one stretch. */
    private Optional<Part> part(Progress progress, Situation inside) {
        Optional<Part> found = Optional.empty();
        for (Termination termination : terminations(inside)) {
            for (Rational slope : slopes(inside, termination, progress)) {
                Stretch stretch = new Stretch(termination, slope.numerator(), slope.denominator());
                Optional<BigInteger> rounds = Stretches.sum(nest, inside, progress.form, progress.step, stretch);
                BigInteger before = found.map(Part::rounds).orElse(null);
                if (rounds.isPresent() && (before == null || rounds.get().compareTo(before) < 0)) {
                    found = Optional.of(new Part(stretch, rounds.get()));
                }
            }
        }
        return found;
    }

    private List<Termination> terminations(Situation inside) {
        FunctionModel model = nest.model();
        List<Termination> all = new ArrayList<>(EqualityExit.candidates(model, nest.inner()));
        all.add(new Unrepeated());
        all.addAll(AvoidedEnd.candidates(model, nest.inner()));
        all.addAll(rankings(inside));
        return all;
    }

    /** How steeply the rounds may rise or fall with the form: 0, and as they do between its ends. */
    private Set<Rational> slopes(Situation inside, Termination termination, Progress progress) {
        Set<Rational> slopes = new LinkedHashSet<>();
        for (Entry entry : inside.entries()) {
            Linear at = entry.at(progress.form);
            Optional<TripCount> count = termination.check(inside.enteredBy(entry));
            if (count.isPresent()) {
                for (Linear formula : count.get().formulas()) {
                    slope(entry, at, formula).ifPresent(slopes::add);
                }
            }
        }
        slopes.add(Rational.ZERO);
        return slopes;
    }

    private Optional<Rational> slope(Entry entry, Linear at, Linear formula) {
        Optional<BigInteger> high = oracle.upperBound(entry.constraints(), at);
        Optional<BigInteger> low =
                oracle.upperBound(entry.constraints(), at.negate()).map(BigInteger::negate);
        if (high.isEmpty() || low.isEmpty() || low.get().compareTo(high.get()) >= 0) {
            return Optional.empty();
        }
        Optional<Rational> last = most(entry, at, high.get(), formula);
        Optional<Rational> first = most(entry, at, low.get(), formula);
        Rational distance = Rational.of(high.get().subtract(low.get()));
        return last.flatMap(end -> first.map(start -> end.plus(start.negate()).dividedBy(distance)));
    }

    /** The greatest value of a form where another one has that value. */
    private Optional<Rational> most(Entry entry, Linear at, BigInteger value, Linear formula) {
        List<Linear> there = new ArrayList<>(entry.constraints());
        Linear distance = at.minus(Linear.of(value));
        there.add(distance);
        there.add(distance.negate());
        Simplex simplex = oracle.prepare(there);
        return simplex.maximum(formula);
    }
}
