package io.ferrule.analysis.stack;

import java.util.OptionalLong;
import java.util.Set;

/** What is proved of recursion. */
@FunctionalInterface
public interface RecursionDepths {

    /** Nothing is proved. */
    RecursionDepths NONE = component -> OptionalLong.empty();

    /**
     * How many activations of functions of a component there are on the stack at the same time, at most; empty where
     * that is not proved.
     *
     * @param component functions of the program that call each other
     */
    OptionalLong activations(Set<String> component);
}
