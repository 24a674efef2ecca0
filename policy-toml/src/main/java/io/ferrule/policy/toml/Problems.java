package io.ferrule.policy.toml;

import io.ferrule.policy.NearestName;
import io.ferrule.policy.Place;
import io.ferrule.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the problems of one text. */
final class Problems {
    private final String file;
    private final List<PolicyProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    Place at(int line, int column) {
        return new Place(file, line, column);
    }

    void add(Place place, String message) {
        found.add(PolicyProblem.at(place, message));
    }

    void add(Place place, String message, String hint) {
        found.add(PolicyProblem.at(place, message, hint));
    }

    /** A name that is not among the known ones. */
    void unknown(Place place, String what, String name, Collection<String> known) {
        String hint = NearestName.of(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known: " + String.join(", ", known));
        add(place, "unknown " + what + " '" + name + "'", hint);
    }

    boolean none() {
        return found.isEmpty();
    }

    List<PolicyProblem> all() {
        return List.copyOf(found);
    }
}
