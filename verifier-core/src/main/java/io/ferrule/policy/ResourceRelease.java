package io.ferrule.policy;

/**
 * A function takes a resource back, whatever its result.
 *
 * @param resource the name of the resource
 * @param argument the argument that is its handle, from 0
 */
public record ResourceRelease(String resource, int argument) {

    public ResourceRelease {
        if (resource.isBlank()) {
            throw new IllegalArgumentException("a resource needs a name");
        }
        Bounds.requireArgument(argument);
    }
}
