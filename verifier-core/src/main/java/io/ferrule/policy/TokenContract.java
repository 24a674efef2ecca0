package io.ferrule.policy;

import java.util.List;

/**
 * Values of a type prove in which context their owner runs.
 *
 * @param type the type
 * @param contexts the contexts in which a value may exist; at least one
 * @param makers the functions that may make one
 * @param place where the policy says so
 */
public record TokenContract(TypePattern type, List<Context> contexts, List<TypePattern> makers, Place place) {

    public TokenContract {
        contexts = List.copyOf(contexts);
        makers = List.copyOf(makers);
        if (contexts.isEmpty()) {
            throw new IllegalArgumentException("a token needs a context in which it may exist");
        }
    }
}
