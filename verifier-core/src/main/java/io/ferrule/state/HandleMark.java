package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;

/**
 * What holds of the handle of a resource, on every path that a fact stands for.
 *
 * @param resource its name in contracts
 */
record HandleMark(Address handle, Kind kind, String resource) {

    enum Kind {
        /** It is not null. */
        PRESENT,
        /** Nobody knows it but locals and stack slots that are followed. */
        OWN,
        /** It was stored where others find it: in a static, or in an object that is known by a pointer. */
        KEPT,
        /** The resource was given back. */
        GONE
    }

    HandleMark renamed(Renaming names) {
        return new HandleMark(handle.moved(names), kind, resource);
    }
}
