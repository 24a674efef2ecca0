package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.argument.LinearRanking;
import io.ferrule.loop.argument.Phases;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import io.ferrule.program.Computation.Phi;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks for flags of a loop that are changed once, and for what falls before and after that. */
public final class PhaseSearch {

    private static final Weights POSITIVE = new Weights(Rational.ONE, Rational.ZERO, Rational.ZERO);
    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);
    private static final Weights NEVER_RISES = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO);

    private final Situation situation;
    private final SimplexOracle oracle;

    /** Looks at that loop. */
    public PhaseSearch(Situation situation, SimplexOracle oracle) {
        this.situation = situation;
        this.oracle = oracle;
    }

    /** Arguments to be checked; none where no flag is found. */
    public List<Termination> candidates() {
        List<Termination> found = new ArrayList<>();
        FunctionModel model = situation.model();
        for (Phi phi : model.statePhis(situation.loop().header())) {
            if (model.width(phi.type()) == 1) {
                Linear flag = Linear.variable(phi.header().result());
                phases(flag).or(() -> phases(flag.negate())).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Termination> phases(Linear phase) {
        Map<BigInteger, List<Transition>> staying = new TreeMap<>();
        for (Transition way : situation.transitions()) {
            Optional<BigInteger> value = Phases.value(situation, way, phase);
            if (value.isEmpty() || !situation.relates(way, phase, NEVER_RISES)) {
                return Optional.empty();
            }
            if (!situation.relates(way, phase, FALLS)) {
                staying.computeIfAbsent(value.get(), v -> new ArrayList<>()).add(way);
            }
        }
        Map<BigInteger, LinearRanking> rankings = new TreeMap<>();
        for (Map.Entry<BigInteger, List<Transition>> entry : staying.entrySet()) {
            List<Transition> own = entry.getValue();
            Optional<TemplateSearch.Found> ranking = TemplateSearch.find(
                    situation, oracle, way -> own.contains(way) ? List.of(POSITIVE, FALLS) : List.of(), false);
            if (ranking.isEmpty()) {
                return Optional.empty();
            }
            rankings.put(
                    entry.getKey(),
                    new LinearRanking(ranking.get().form(), ranking.get().scale()));
        }
        return Optional.of(new Phases(phase, rankings));
    }
}
