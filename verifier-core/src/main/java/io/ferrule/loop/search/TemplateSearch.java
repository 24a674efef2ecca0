package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.arithmetic.Simplex;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.Entry;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for a linear form with given relations between its values before and after each round. Candidates come from a
 * small linear program over the form's factors; where a candidate fails, the extremal point at which it fails most
 * becomes one more inequality of that program (Gonnord, Monniaux and Radanne, "Synthesis of ranking functions using
 * extremal counterexamples", 2015).
 */
public final class TemplateSearch {

    private static final int ROUNDS = 24;
    private static final int VARIABLES = 12;

    /** Pivots of the small program; its numbers grow with every point. */
    private static final int STEPS = 400;

    /** Factors of more bits than that come from points that have nothing to do with each other; none falls by them. */
    private static final int BITS = 200;

    /** How many points a round adds. */
    private static final int POINTS = 3;

    private final Situation situation;
    private final SimplexOracle points;
    private final Simplex program = new Simplex();
    private final List<Integer> variables;
    private final Function<Transition, List<Weights>> relations;
    private final boolean boundedByEntry;

    private TemplateSearch(
            Situation situation,
            SimplexOracle points,
            Function<Transition, List<Weights>> relations,
            boolean boundedByEntry) {
        this.situation = situation;
        this.points = points;
        this.relations = relations;
        this.boundedByEntry = boundedByEntry;
        this.variables = situation.related().stream().limit(VARIABLES).toList();
    }

    /** A form and the whole number that it was multiplied with to have whole factors. */
    record Found(Linear form, BigInteger scale) {}

    /**
     * A form of which all relations hold on each way round; the one with the least greatest value on entry, or, if
     * {@code boundedByEntry} is false, on any way round.
     */
    static Optional<Found> find(
            Situation situation,
            SimplexOracle points,
            Function<Transition, List<Weights>> relations,
            boolean boundedByEntry) {
        return new TemplateSearch(situation, points, relations, boundedByEntry).search();
    }

    private int constantFactor() {
        return variables.size();
    }

    private int limit() {
        return variables.size() + 1;
    }

    private Optional<Found> search() {
        program.assume(Linear.variable(limit()));
        long counted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            points.add(program.operations() - counted);
            counted = program.operations();
            boolean tooLong = program.steps() > STEPS;
            if (tooLong || program.maximum(Linear.variable(limit()).negate()).isEmpty()) {
                return Optional.empty();
            }
            Linear form = candidate();
            if (isUnwieldy(form)) {
                return Optional.empty();
            }
            List<Linear> refutations = refute(form, program.value(limit()));
            if (refutations.isEmpty()) {
                return form.isConstant() ? Optional.empty() : Optional.of(whole(form));
            }
            if (refutations.contains(Linear.ZERO)) {
                return Optional.empty();
            }
            refutations.forEach(program::assume);
        }
        return Optional.empty();
    }

    private static boolean isUnwieldy(Linear form) {
        return form.variables().stream()
                .map(form::factor)
                .anyMatch(factor -> factor.numerator().bitLength() > BITS
                        || factor.denominator().bitLength() > BITS);
    }

    private Linear candidate() {
        Linear form = Linear.of(program.value(constantFactor()));
        for (int i = 0; i < variables.size(); i++) {
            form = form.plus(Linear.variable(variables.get(i)), program.value(i));
        }
        return form;
    }

    private static Found whole(Linear form) {
        BigInteger scale = form.constant().denominator();
        for (int variable : form.variables()) {
            BigInteger d = form.factor(variable).denominator();
            scale = scale.divide(scale.gcd(d)).multiply(d);
        }
        return new Found(form.times(Rational.of(scale)), scale);
    }

    /** Inequalities over the factors that the candidate fails; {@link Linear#ZERO} stands for one that has no point. */
    private List<Linear> refute(Linear form, Rational limit) {
        List<Linear> refutations = new ArrayList<>();
        for (Transition way : situation.transitions()) {
            if (refutations.size() >= POINTS) {
                return refutations;
            }
            for (Weights weights : relations.apply(way)) {
                Linear value = combined(way, form, weights);
                refutation(way.constraints(), value, () -> inequality(way, weights), refutations);
            }
            if (!boundedByEntry) {
                Linear room = Linear.of(limit).minus(way.before(form));
                refutation(way.constraints(), room, () -> room(variable -> way.before(variable)), refutations);
            }
        }
        if (boundedByEntry) {
            for (Entry entry : situation.entries()) {
                Linear room = Linear.of(limit).minus(entry.at(form));
                refutation(entry.constraints(), room, () -> room(variable -> entry.at(variable)), refutations);
            }
        }
        return refutations;
    }

    private static Linear combined(Transition way, Linear form, Weights weights) {
        return way.before(form)
                .times(weights.before())
                .plus(way.after(form), weights.after())
                .plus(weights.constant());
    }

    private interface Inequality {
        Linear at();
    }

    private Simplex point = new Simplex();

    private void refutation(List<Linear> constraints, Linear value, Inequality inequality, List<Linear> refutations) {
        if (refutations.size() >= POINTS) {
            return;
        }
        point = points.prepare(constraints);
        Optional<Rational> lowest = point.maximum(value.negate()).map(Rational::negate);
        if (lowest.isEmpty()) {
            boolean possible = point.conflict().isEmpty();
            if (possible) {
                refutations.add(Linear.ZERO);
            }
            return;
        }
        if (lowest.get().signum() < 0) {
            refutations.add(inequality.at());
        }
    }

    /** The relation at the point that was found, as an inequality over the form's factors. */
    private Linear inequality(Transition way, Weights weights) {
        Linear sum = Linear.variable(constantFactor())
                .times(weights.before().plus(weights.after()))
                .plus(weights.constant());
        for (int i = 0; i < variables.size(); i++) {
            Linear variable = Linear.variable(variables.get(i));
            Rational value = way.before(variable)
                    .valueAt(point::value)
                    .times(weights.before())
                    .plus(way.after(variable).valueAt(point::value).times(weights.after()));
            sum = sum.plus(Linear.variable(i), value);
        }
        return sum;
    }

    private Linear room(Function<Linear, Linear> at) {
        Linear sum = Linear.variable(limit()).minus(Linear.variable(constantFactor()));
        for (int i = 0; i < variables.size(); i++) {
            Rational value = at.apply(Linear.variable(variables.get(i))).valueAt(point::value);
            sum = sum.plus(Linear.variable(i), value.negate());
        }
        return sum;
    }
}
