package io.ferrule.rule;

import io.ferrule.policy.Policy;
import io.ferrule.verdict.Judgement;
import java.util.List;

/**
 * Something that every program must keep to. Implementations are found by {@link java.util.ServiceLoader}, are called by
 * several threads at once, and are free of state.
 */
public interface Rule {

    /** Its name and what it is about. */
    RuleDescriptor descriptor();

    /** Whether a policy asks for the rule. One that is not asked says nothing, and the verdict does not name it. */
    default boolean isAskedBy(Policy policy) {
        return true;
    }

    /**
     * Judges a program.
     *
     * @return one judgement for each obligation, in the order of the roots; never empty. A rule that returns nothing or
     *     throws has proved nothing.
     */
    List<Judgement> check(RuleContext context);
}
