package io.ferrule.policy;

/**
 * How a function that tries a lock tells by what it leaves in memory that it did not take it: exactly then that number
 * lies there.
 *
 * @param at where: what an argument points to, or so many bytes behind it
 * @param bytes how wide the number is; what is wider or narrower is laid out otherwise, and tells nothing
 * @param number the number; 0 also for the null pointer
 */
public record Refusal(LockReference.Pointed at, int bytes, long number) {
    public Refusal {
        if (bytes < 1 || bytes > Long.BYTES) {
            throw new IllegalArgumentException("a number has 1 to 8 bytes");
        }
    }
}
