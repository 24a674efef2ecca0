package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import java.util.Objects;

/**
 * Something that must be given back on a path, and is no lock.
 *
 * @param resource its name in contracts
 * @param handle what it is known by
 * @param taken where it was handed out; of no account for equality
 */
public record HeldResource(String resource, Address handle, HeldLock.Place taken) {

    HeldResource renamed(Renaming names) {
        return new HeldResource(resource, handle.moved(names), taken);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldResource held && resource.equals(held.resource) && handle.equals(held.handle);
    }

    @Override
    public int hashCode() {
        return Objects.hash(resource, handle);
    }
}
