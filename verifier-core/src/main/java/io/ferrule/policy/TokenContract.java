package io.ferrule.policy;

import java.util.List;
import java.util.Optional;

/**
 * Values of a type prove in which context their owner runs.
 *
 * @param type the type
 * @param contexts the contexts in which a value may exist; at least one
 * @param within the section that a value lives in: it is made while the section is open, and used before it is closed
 * @param makers the functions that may make one
 * @param place where the policy says so
 */
public record TokenContract(
        TypePattern type, List<Context> contexts, Optional<Section> within, List<TypePattern> makers, Place place) {

    public TokenContract {
        contexts = List.copyOf(contexts);
        makers = List.copyOf(makers);
        if (contexts.isEmpty()) {
            throw new IllegalArgumentException("a token needs a context in which it may exist");
        }
    }
}
