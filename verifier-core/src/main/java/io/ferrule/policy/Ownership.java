package io.ferrule.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What may be done with things that somebody owns.
 *
 * @param resources the resources that need more said than functions say
 * @param guards the types whose values stand for something that is held
 * @param tokens the types whose values prove a context
 */
public record Ownership(List<ResourceContract> resources, List<GuardContract> guards, List<TokenContract> tokens) {

    /** Nothing is said. */
    public static final Ownership NONE = new Ownership(List.of(), List.of(), List.of());

    public Ownership {
        resources = List.copyOf(resources);
        guards = List.copyOf(guards);
        tokens = List.copyOf(tokens);
    }

    /** What both say, this one first. */
    public Ownership and(Ownership other) {
        return new Ownership(both(resources, other.resources), both(guards, other.guards), both(tokens, other.tokens));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Whether that resource may be stored where others find it, and be given back from there. */
    public boolean mayBeKept(String resource) {
        return resources.stream().anyMatch(contract -> contract.name().equals(resource) && contract.kept());
    }

    /** The types of all guards. */
    public List<TypePattern> guardTypes() {
        return guards.stream().map(GuardContract::type).toList();
    }

    /** The types of the guards of which every taking must be seen. */
    public List<TypePattern> seenGuardTypes() {
        return guards.stream()
                .filter(contract -> !contract.unseen())
                .map(GuardContract::type)
                .toList();
    }
}
