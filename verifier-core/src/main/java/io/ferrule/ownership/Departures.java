package io.ferrule.ownership;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirType;
import io.ferrule.ownership.Sources.Found;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All places at which some bodies let values of marked types go.
 *
 * <p>A body is looked at once for each binding of its type parameters and each origin of its parameters that its callers
 * give it; one that owns something by a parameter and that no caller was found for, as if anybody could call it.
 */
public final class Departures {

    /** More bodies with different bindings are not looked at. */
    private static final int MOST_CASES = 20_000;

    private final MarkedTypes types;
    private final BodyIndex index;
    private final Set<Departure> found = new LinkedHashSet<>();
    private final Set<Case> seen = new HashSet<>();
    private final Deque<Case> open = new ArrayDeque<>();
    private final Set<TextRange> visited = new HashSet<>();

    /** A body as it is called. */
    record Case(MirBody body, Map<String, MirType> bound, Map<Integer, Found> given) {
        Case {
            bound = Map.copyOf(bound);
            given = Map.copyOf(given);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Case next
                    && body.range().equals(next.body.range())
                    && bound.equals(next.bound)
                    && given.equals(next.given);
        }

        @Override
        public int hashCode() {
            return Objects.hash(body.range(), bound, given);
        }
    }

    private Departures(MarkedTypes types, Collection<MirBody> bodies) {
        this.types = types;
        this.index = new BodyIndex(bodies);
    }

    /** The departures in these bodies, which are all that may run; empty where there are too many to look at. */
    public static Optional<List<Departure>> in(Collection<MirBody> bodies, MarkedTypes types) {
        Departures departures = new Departures(types, bodies);
        bodies.stream().filter(body -> !departures.isGiven(body)).forEach(departures::begin);
        boolean finished = departures.run();
        bodies.stream()
                .filter(body -> !departures.visited.contains(body.range()))
                .forEach(departures::begin);
        finished &= departures.run();
        return finished ? Optional.of(List.copyOf(departures.found)) : Optional.empty();
    }

    private boolean isGiven(MirBody body) {
        return body.parameters().stream().anyMatch(type -> types.owns(type, Map.of()));
    }

    private void begin(MirBody body) {
        add(new Case(body, Map.of(), Map.of()));
    }

    private void add(Case next) {
        if (seen.size() <= MOST_CASES && seen.add(next)) {
            open.add(next);
        }
    }

    private boolean run() {
        while (!open.isEmpty()) {
            Case next = open.remove();
            visited.add(next.body().range());
            if (next.body().contents() instanceof MirContents.Code code) {
                new BodyWalk(types, index, next, code, found::add, this::add).walk();
            }
        }
        return seen.size() <= MOST_CASES;
    }

    /** The bindings and origins with which a callee is called. */
    static Case called(MirBody callee, List<MirType> actual, Map<Integer, Found> given) {
        Map<String, MirType> bound = new HashMap<>();
        for (int i = 0; i < callee.parameters().size() && i < actual.size(); i++) {
            Substitution.bind(callee.parameters().get(i), actual.get(i), bound);
        }
        return new Case(callee, bound, given);
    }
}
