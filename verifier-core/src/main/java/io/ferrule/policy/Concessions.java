package io.ferrule.policy;

import java.util.List;

/**
 * What a policy says beyond contracts, with a reason: what it takes on itself where nothing was proved, and which order of
 * locks it wants.
 *
 * @param allowances findings that it accepts
 * @param nestings types of locks whose order it vouches for
 * @param orderings the orders in which locks of several classes have to be taken
 * @param bounded functions whose loops it vouches for
 * @param dyns methods of traits whose implementations it vouches for, where they cannot be seen
 * @param leftOut the rules that are not to be asked, of {@link KnownRules#OMISSIBLE}
 */
public record Concessions(
        List<Allowance> allowances,
        List<LockNesting> nestings,
        List<LockOrdering> orderings,
        List<BoundedContract> bounded,
        List<DynContract> dyns,
        List<String> leftOut) {

    /** None at all. */
    public static final Concessions NONE =
            new Concessions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Concessions {
        allowances = List.copyOf(allowances);
        nestings = List.copyOf(nestings);
        orderings = List.copyOf(orderings);
        bounded = List.copyOf(bounded);
        dyns = List.copyOf(dyns);
        leftOut = leftOut.stream().distinct().sorted().toList();
        if (!KnownRules.OMISSIBLE.containsAll(leftOut)) {
            throw new IllegalArgumentException("not all of " + leftOut + " can be left out");
        }
    }

    /** The same, where no finding is accepted. */
    public Concessions withoutAllowances() {
        return new Concessions(List.of(), nestings, orderings, bounded, dyns, leftOut);
    }
}
