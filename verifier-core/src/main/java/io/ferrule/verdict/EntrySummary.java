package io.ferrule.verdict;

/**
 * A function that the kernel calls.
 *
 * @param symbol its symbol
 * @param context the context it is called in, such as {@code hardirq}
 * @param origin how Ferrule knows: the policy names it, a contract says that it is called back, or its address is handed
 *     out
 * @param functions how many defined functions it reaches, itself included
 */
public record EntrySummary(String symbol, String context, String origin, int functions) {}
