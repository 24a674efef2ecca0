package io.ferrule.policy;

/**
 * Asserts that every function pointer called inside the matched functions comes from the module itself, which closes a
 * set of targets that would otherwise be open.
 *
 * @param function the functions it speaks of
 * @param reason why it is true; never blank, since nothing checks it
 * @param place where the policy says so
 */
public record IndirectContract(Pattern function, String reason, Place place) {
    public IndirectContract {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an indirect contract needs a reason");
        }
    }
}
