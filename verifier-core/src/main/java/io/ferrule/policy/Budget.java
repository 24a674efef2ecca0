package io.ferrule.policy;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The defaults for entry points that name no limit of their own.
 *
 * @param stackBytes worst-case stack depth in bytes, at least 1
 * @param instructions worst-case number of executed instructions, at least 1
 * @param interrupts by context, the bytes that an interrupt of that context puts on the stack that it interrupts, with
 *     all that its handlers take there
 */
public record Budget(OptionalLong stackBytes, OptionalLong instructions, SortedMap<Context, Long> interrupts) {
    /** No limit at all. */
    public static final Budget NONE = new Budget(OptionalLong.empty(), OptionalLong.empty());

    public Budget {
        Bounds.requirePositive("stack", stackBytes);
        Bounds.requirePositive("instructions", instructions);
        interrupts = Collections.unmodifiableSortedMap(new TreeMap<>(interrupts));
        interrupts.values().forEach(bytes -> Bounds.requireNonNegative("interrupts", OptionalLong.of(bytes)));
    }

    /** Limits for code that runs on a stack which interrupts leave alone. */
    public Budget(OptionalLong stackBytes, OptionalLong instructions) {
        this(stackBytes, instructions, Collections.emptySortedMap());
    }

    /**
     * What interrupts may put on top of code that runs in a context: each kind that is more urgent, once, for none
     * interrupts itself.
     */
    public SortedMap<Context, Long> interruptsOf(Context context) {
        SortedMap<Context, Long> above = new TreeMap<>(interrupts);
        above.keySet().removeIf(kind -> kind.within(context));
        return Collections.unmodifiableSortedMap(above);
    }
}
