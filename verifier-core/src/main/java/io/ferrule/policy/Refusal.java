package io.ferrule.policy;

/**
 * How a function that tries a lock tells by what it leaves in memory that it did not take it: exactly then that number
 * lies there.
 *
 * @param at where: what an argument points to, or so many bytes behind it
 * @param number the number; 0 also for the null pointer
 */
public record Refusal(LockReference.Pointed at, long number) {}
