package io.ferrule.policy;

import io.ferrule.policy.LockAcquisition.Taken;

/**
 * A function hands out a resource.
 *
 * @param resource the name of the resource, by which a release is paired with it
 * @param handle what the resource is known by from then on
 * @param taken for which results it is handed out
 */
public record ResourceAcquisition(String resource, Handle handle, Taken taken) {

    public ResourceAcquisition {
        if (resource.isBlank()) {
            throw new IllegalArgumentException("a resource needs a name");
        }
        if (taken.isOfHandle() && handle != Handle.Result.RESULT) {
            throw new IllegalArgumentException("only a result that is the handle itself tells that");
        }
        if (taken == Taken.NEVER) {
            throw new IllegalArgumentException("a resource that is never handed out is none");
        }
    }
}
