package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Named;
import io.ferrule.state.Base.Slot;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.Base.Within;
import java.util.Optional;

/**
 * A lock, as far as it is known which.
 *
 * @param address where it lies
 * @param type the Rust type that it was taken through, with its arguments, where debug information tells it
 */
public record Lock(Address address, Optional<String> type) {

    /** Whether two locks are one. */
    public enum Same {
        YES,
        MAYBE,
        NO
    }

    /**
     * Whether this is that lock. One lock cannot be of two types, but a type with {@code dyn} or a slice in it may stand
     * for another one; safe Rust makes no lock lie inside of a variable of another kind.
     */
    public Same sameAs(Lock other) {
        Base mine = address.base();
        Base theirs = other.address.base();
        if (mine.equals(theirs) && mine != Somewhere.SOMEWHERE) {
            return address.offset() == other.address.offset() ? Same.YES : Same.NO;
        }
        boolean apart = areApart(mine, theirs) || areApart(theirs, mine) || typesDiffer(other);
        return apart ? Same.NO : Same.MAYBE;
    }

    private static boolean areApart(Base one, Base other) {
        if (one instanceof Named) {
            return !(other instanceof Somewhere);
        }
        if (one instanceof Within within) {
            return other instanceof Slot
                    || (other instanceof Global global && !global.symbol().equals(within.symbol()))
                    || (other instanceof Within place && !place.symbol().equals(within.symbol()));
        }
        if (one instanceof Global) {
            return other instanceof Global || other instanceof Slot;
        }
        return one instanceof Slot && (other instanceof Slot || other instanceof Base.Given);
    }

    private boolean typesDiffer(Lock other) {
        return type.isPresent()
                && other.type.isPresent()
                && !type.equals(other.type)
                && isExact(type.get())
                && isExact(other.type.get());
    }

    private static boolean isExact(String type) {
        return !type.contains("dyn ") && !type.contains("[");
    }

    /** How a person is told of it, and by what it is known. */
    public String text() {
        Base base = address.base();
        String offset = address.offset() == 0 || base instanceof Named ? "" : " at offset " + address.offset();
        if (!base.isOpaque()) {
            return "`" + base.text() + "`" + offset;
        }
        String what = type.map(name -> "a `" + name + "`").orElse("a lock");
        return what + " in " + base.text() + offset;
    }

    /** By what it is known, as a sentence: what a person has to know to see why locks were taken for one. */
    public String identity() {
        Base base = address.base();
        if (!base.isOpaque()) {
            return text() + " is known by its address";
        }
        String way = "; a [[lock]] with `nested` says in which order such locks are taken";
        if (base instanceof Within) {
            return text() + " is known by the static that it is in: any lock there may be it" + way;
        }
        return type.map(name -> text() + " is known by its type: any `" + name
                        + "` that is reached by a pointer may be it" + way)
                .orElse(text() + " is known by neither address nor type: any lock may be it");
    }
}
