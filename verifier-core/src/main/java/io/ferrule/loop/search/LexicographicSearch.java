package io.ferrule.loop.search;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.argument.Lexicographic;
import io.ferrule.loop.argument.Termination;
import io.ferrule.loop.certificate.SimplexOracle;
import io.ferrule.loop.walk.Situation;
import io.ferrule.loop.walk.Situation.Weights;
import io.ferrule.loop.walk.Transition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for forms that fall one after the other. What the loop's conditions and numbers are is tried before any other
 * form: it gives the bounds that a person would find.
 */
public final class LexicographicSearch {

    private static final int DEPTH = 4;
    private static final int CONDITIONS = 40;

    private static final Weights POSITIVE = new Weights(Rational.ONE, Rational.ZERO, Rational.ZERO);
    private static final Weights FALLS = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.MINUS_ONE);
    private static final Weights NEVER_RISES = new Weights(Rational.ONE, Rational.MINUS_ONE, Rational.ZERO);

    private final Situation situation;
    private final SimplexOracle oracle;

    /** Looks at that loop. */
    public LexicographicSearch(Situation situation, SimplexOracle oracle) {
        this.situation = situation;
        this.oracle = oracle;
    }

    /** What was found with simple forms, and with any; both are worth a look. */
    public List<Termination> candidates() {
        List<Termination> found = new ArrayList<>();
        search(this::simple).ifPresent(found::add);
        if (found.isEmpty()) {
            search(this::any).ifPresent(found::add);
        }
        return found;
    }

    private interface Component {
        Optional<Linear> of(List<Transition> left);
    }

    private Optional<Termination> search(Component component) {
        List<Transition> left = new ArrayList<>(situation.transitions());
        List<Linear> forms = new ArrayList<>();
        while (!left.isEmpty() && forms.size() < DEPTH) {
            Optional<Linear> next = component.of(left);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            forms.add(next.get());
            left.removeIf(way -> falls(way, next.get()));
        }
        return left.isEmpty() && !forms.isEmpty() ? Optional.of(new Lexicographic(forms)) : Optional.empty();
    }

    /** The condition or number of the loop that falls on most of these ways and rises on none. */
    private Optional<Linear> simple(List<Transition> left) {
        Set<Linear> forms = new LinkedHashSet<>();
        for (Transition way : left) {
            way.constraints().stream()
                    .filter(form -> form.allVariables(situation::isUsable))
                    .limit(CONDITIONS)
                    .forEach(forms::add);
        }
        situation
                .state()
                .forEach(variable -> forms.add(Linear.variable(variable).plus(-1)));
        // A form with a huge constant is far from 0 when the loop is entered.
        List<Linear> nearest = forms.stream()
                .sorted(Comparator.comparingInt(form -> form.constant().floor().bitLength()))
                .toList();
        Optional<Linear> best = Optional.empty();
        int most = 0;
        for (Linear form : nearest) {
            int falling = falling(left, form, most);
            if (falling > most) {
                best = Optional.of(form);
                most = falling;
            }
        }
        return best;
    }

    /** On how many of these ways a form falls; 0 where it may rise on one, or those on which it falls are too few. */
    private int falling(List<Transition> ways, Linear form, int tooFew) {
        int falling = 0;
        int left = ways.size();
        for (Transition way : ways) {
            left--;
            if (falls(way, form)) {
                falling++;
            } else if (falling + left <= tooFew || !situation.relates(way, form, NEVER_RISES)) {
                return 0;
            }
        }
        return falling;
    }

    /** A form that rises on none of these ways and falls on one at least. */
    private Optional<Linear> any(List<Transition> left) {
        for (Transition strict : left) {
            Optional<TemplateSearch.Found> found = TemplateSearch.find(
                    situation,
                    oracle,
                    way -> way == strict
                            ? List.of(POSITIVE, FALLS)
                            : left.contains(way) ? List.of(NEVER_RISES) : List.of(),
                    true);
            if (found.isPresent()) {
                return found.map(TemplateSearch.Found::form);
            }
        }
        return Optional.empty();
    }

    private boolean falls(Transition way, Linear form) {
        return situation.relates(way, form, FALLS) && situation.holdsBefore(way, form);
    }
}
