package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import java.util.Optional;

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
        GONE,
        /** It came into being when it was handed out, and so nobody else has what it stands for. */
        MADE,
        /** It is a pointer that is neither null nor an error. */
        VALID,
        /** Nothing was handed out: it is a pointer that is an error. */
        ERROR,
        /** It is a number that is not below zero. */
        NONNEGATIVE,
        /** Nothing was handed out: it is a number below zero. */
        NEGATIVE;

        /** The numbers that it says a handle may be. */
        Optional<HandleRange> range() {
            return switch (this) {
                case VALID -> Optional.of(HandleRange.VALID);
                case ERROR -> Optional.of(HandleRange.ERROR);
                case NONNEGATIVE -> Optional.of(HandleRange.NONNEGATIVE);
                case NEGATIVE -> Optional.of(HandleRange.NEGATIVE);
                default -> Optional.empty();
            };
        }
    }

    HandleMark renamed(Renaming names) {
        return new HandleMark(handle.moved(names), kind, resource);
    }
}
