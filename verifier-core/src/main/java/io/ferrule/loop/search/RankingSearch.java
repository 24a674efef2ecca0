package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.argument.Geometric;
import io.ferrule.loop.argument.LinearRanking;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import io.ferrule.program.Computation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Proposes termination arguments for a loop, cheapest first. None is believed before it is checked. */
public final class RankingSearch {

    private static final int GUARDS = 30;

    private static final Weights POSITIVE = new Weights(Rational.ONE, Rational.ZERO, Rational.ZERO);
    private static final Weights AT_LEAST_ONE = new Weights(Rational.ONE, Rational.ZERO, Rational.MINUS_ONE);
    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);

    private static final List<Rational> SHRINKING = List.of(Rational.of(1, 2), Rational.of(2, 3), Rational.of(9, 10));
    private static final List<Rational> GROWING = List.of(Rational.of(2), Rational.of(3, 2));

    private final Situation situation;
    private final SimplexOracle oracle;

    /** Looks at that loop. */
    public RankingSearch(Situation situation, SimplexOracle oracle) {
        this.situation = situation;
        this.oracle = oracle;
    }

    /** The conditions of the loop, taken as ranking functions: those that fall by a constant on every way round. */
    public List<Termination> fromConditions() {
        List<Termination> found = new ArrayList<>();
        Set<Linear> forms = new LinkedHashSet<>();
        situation.transitions().forEach(way -> forms.addAll(way.constraints()));
        forms.stream()
                .filter(form -> form.allVariables(situation::isUsable))
                .limit(GUARDS)
                .forEach(form -> step(form).ifPresent(step -> found.add(new LinearRanking(form, step))));
        return found;
    }

    /**
     * Whether nothing over the loop's numbers can fall, shrink or grow each round: some way round it may leave all of them
     * as they are, as far as is known. One question settles what every search for a form would find out in the end.
     */
    public boolean isHopeless() {
        return situation.transitions().stream().anyMatch(way -> mayStayAsItIs(way, false));
    }

    /**
     * Whether that is so whatever an invariant of the loop alone is likely to tell: even while none of its numbers is 0, and
     * on a way on which nothing is computed but sums.
     */
    public boolean isHopelessWithInvariants() {
        return situation.transitions().stream().anyMatch(way -> onlyAdds(way) && mayStayAsItIs(way, true));
    }

    private boolean onlyAdds(Transition way) {
        FunctionModel model = situation.model();
        return situation.state().stream()
                .allMatch(variable -> way.next(variable)
                        .allVariables(part -> situation.isUsable(part)
                                || !model.isLocal(part)
                                || model.definition(part)
                                        .filter(Computation.class::isInstance)
                                        .isEmpty()));
    }

    private boolean mayStayAsItIs(Transition way, boolean beyondZero) {
        List<Linear> still = new ArrayList<>(way.constraints());
        for (int variable : situation.state()) {
            Linear before = Linear.variable(variable);
            if (beyondZero) {
                still.add(way.before(before).plus(-1));
            }
            Linear moved = way.after(before).minus(way.before(before));
            if (moved.isConstant() && moved.constant().signum() != 0) {
                return false;
            }
            if (!moved.isConstant()) {
                still.add(moved);
                still.add(moved.negate());
            }
        }
        return oracle.prepare(still).conflict().isEmpty();
    }

    /** By how much a form falls at least, where that is a number on each way round. */
    private Optional<BigInteger> step(Linear form) {
        Optional<BigInteger> least = Optional.empty();
        for (Transition way : situation.transitions()) {
            Linear fall = way.before(form).minus(way.after(form));
            BigInteger by;
            if (fall.isConstant()) {
                by = fall.constant().floor();
            } else if (oracle.entails(way.constraints(), fall.plus(-1).tightened())) {
                by = BigInteger.ONE;
            } else {
                return Optional.empty();
            }
            if (by.signum() <= 0) {
                return Optional.empty();
            }
            least = Optional.of(least.map(by::min).orElse(by));
        }
        return least;
    }

    /** The linear ranking function of least value on entry. */
    public Optional<Termination> linear() {
        return TemplateSearch.find(situation, oracle, way -> List.of(POSITIVE, FALLS), true)
                .map(found -> new LinearRanking(found.form(), found.scale()));
    }

    /** A form that shrinks or grows by a factor. */
    public Optional<Termination> geometric() {
        return byFactor(SHRINKING, RankingSearch::shrinks, true)
                .or(() -> byFactor(GROWING, RankingSearch::grows, false))
                .map(Termination.class::cast);
    }

    /** By the first of these factors with which there is one; where there is none with the last, none is with the others. */
    private Optional<Geometric> byFactor(
            List<Rational> ratios, Function<Rational, Weights> relation, boolean boundedByEntry) {
        Rational weakest = ratios.get(ratios.size() - 1);
        Optional<Geometric> least = byFactor(weakest, relation, boundedByEntry);
        return least.flatMap(found -> ratios.stream()
                .filter(ratio -> !ratio.equals(weakest))
                .flatMap(ratio -> byFactor(ratio, relation, boundedByEntry).stream())
                .findFirst()
                .or(() -> least));
    }

    private Optional<Geometric> byFactor(Rational ratio, Function<Rational, Weights> relation, boolean boundedByEntry) {
        List<Weights> relations = List.of(AT_LEAST_ONE, relation.apply(ratio));
        return TemplateSearch.find(situation, oracle, way -> relations, boundedByEntry)
                .map(found -> new Geometric(found.form(), ratio));
    }

    private static Weights shrinks(Rational ratio) {
        return new Weights(ratio, Rational.MINUS_ONE, Rational.ZERO);
    }

    private static Weights grows(Rational ratio) {
        return new Weights(ratio.negate(), Rational.ONE, Rational.ZERO);
    }
}
