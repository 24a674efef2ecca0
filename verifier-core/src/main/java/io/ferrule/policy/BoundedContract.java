package io.ferrule.policy;

/**
 * Asserts that every call of the matched functions goes round their loops, and through their recursion, a bounded number
 * of times, if what they call does. It gives no number, so no budget of instructions can rest on it.
 *
 * @param function the functions it speaks of
 * @param reason why it is true, or where it is said; never blank, since nothing checks it
 * @param place where the policy or the contract pack says so
 */
public record BoundedContract(Pattern function, String reason, Place place) {
    public BoundedContract {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a contract on loops needs a reason");
        }
    }
}
