package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;

/** So many bytes from a place on. */
record Extent(Address start, long bytes) {

    /** All bytes of an object. */
    static Extent all(Base object) {
        return new Extent(Address.of(object), Integer.MAX_VALUE);
    }

    boolean contains(Address place) {
        return place.base().equals(start.base())
                && place.offset() >= start.offset()
                && place.offset() - start.offset() < bytes;
    }

    boolean isWithin(Extent other) {
        return other.contains(start) && bytes <= other.bytes - (start.offset() - other.start.offset());
    }

    boolean meets(Extent other) {
        return contains(other.start) || other.contains(start);
    }

    /** As many bytes from another place on. */
    Extent from(Address place) {
        return new Extent(place, bytes);
    }

    /** The same bytes under another name. */
    Extent moved(Renaming names) {
        return from(start.moved(names));
    }
}
