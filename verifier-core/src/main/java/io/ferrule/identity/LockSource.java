package io.ferrule.identity;

import java.util.List;
import java.util.Optional;

/**
 * What MIR tells of the lock that a call takes.
 *
 * @param holder the path of the type whose method takes it, without generic arguments: each value of that type is taken to
 *     hold one lock, in itself; empty where nothing is known
 * @param field the fields that this value lies in
 * @param type the type without lifetimes, where no type parameter is in it
 * @param alone whether it is a static of its own, and in no field
 */
public record LockSource(List<String> holder, Optional<FieldPath> field, Optional<String> type, boolean alone) {

    /** Nothing. */
    public static final LockSource UNKNOWN = new LockSource(List.of(), Optional.empty(), Optional.empty(), false);

    public LockSource {
        holder = List.copyOf(holder);
    }

    /** Whether it tells nothing. */
    public boolean isUnknown() {
        return holder.isEmpty();
    }

    /**
     * Whether locks of the two are certainly not one. Values of one type that are not the same value hold two locks; a
     * value of another type may hold the first one as a part of it, and take the very lock.
     */
    public boolean differsFrom(LockSource other) {
        boolean types = type.isPresent() && other.type.isPresent() && !type.equals(other.type);
        boolean fields =
                field.isPresent() && other.field.isPresent() && field.get().differsFrom(other.field.get());
        boolean one = (alone && other.field.isPresent()) || (other.alone && field.isPresent());
        return haveOneHolder(other) && (types || fields || one);
    }

    /** A dump prints a type in one way wherever it stands. */
    private boolean haveOneHolder(LockSource other) {
        return !holder.isEmpty() && holder.equals(other.holder);
    }
}
