package io.ferrule.policy;

import java.util.List;

/**
 * What a policy takes on itself, with a reason, where nothing could be proved.
 *
 * @param allowances findings that it accepts
 * @param nestings types of locks whose order it vouches for
 */
public record Concessions(List<Allowance> allowances, List<LockNesting> nestings) {

    /** None at all. */
    public static final Concessions NONE = new Concessions(List.of(), List.of());

    public Concessions {
        allowances = List.copyOf(allowances);
        nestings = List.copyOf(nestings);
    }
}
