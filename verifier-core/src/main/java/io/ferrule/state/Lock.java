package io.ferrule.state;

import io.ferrule.identity.FieldPath;
import io.ferrule.identity.LockSource;
import io.ferrule.policy.LockKind;
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
 * @param type the Rust type that it was taken through, with its arguments, where debug information tells it; a word for a
 *     person, since LLVM may have kept the code of one type for another
 * @param source what MIR tells of it
 */
public record Lock(Address address, Optional<String> type, LockSource source) {

    /** A lock of which MIR tells nothing. */
    public Lock(Address address, Optional<String> type) {
        this(address, type, LockSource.UNKNOWN);
    }

    /** Whether two locks are one. */
    public enum Same {
        YES,
        MAYBE,
        NO
    }

    /**
     * Whether this is that lock. One lock cannot be of two types, nor lie in two fields; safe Rust makes no lock lie inside
     * of a variable of another kind.
     */
    public Same sameAs(Lock other) {
        Base mine = address.base();
        Base theirs = other.address.base();
        if (mine.equals(theirs) && mine != Somewhere.SOMEWHERE) {
            return address.offset() == other.address.offset() ? Same.YES : Same.NO;
        }
        boolean apart = areApart(mine, theirs)
                || areApart(theirs, mine)
                || offsets().isApart(other.offsets())
                || source.differsFrom(other.source);
        return apart ? Same.NO : Same.MAYBE;
    }

    /** Where it lies in the global that it lies in; anywhere where it may be in another one. */
    private Stretch offsets() {
        Stretch here = Stretch.of(address.offset(), address.offset());
        if (address.base() instanceof Within within) {
            return within.offsets().plus(here);
        }
        return address.base() instanceof Global ? here : Stretch.ANYWHERE;
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

    /** The same where it is the {@linkplain LockKind#isRun run} of a callback that is waited for. */
    public String text(LockKind kind) {
        if (!kind.isRun()) {
            return text();
        }
        boolean named = !address.base().isOpaque() || source.field().isPresent() || type.isPresent();
        return named ? "the " + kind.text() + " " + text() : text("some " + kind.text());
    }

    /** How a person is told of it, and by what it is known. */
    public String text() {
        return text("a lock");
    }

    private String text(String unknown) {
        Base base = address.base();
        String offset = address.offset() == 0 || base instanceof Named ? "" : " at offset " + address.offset();
        if (!base.isOpaque()) {
            return "`" + base.text() + "`" + offset;
        }
        String what = source.field()
                .map(field -> "`" + field.text() + "`")
                .or(() -> type.map(name -> "a `" + name + "`"))
                .orElse(unknown);
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
        if (source.field().isPresent()) {
            FieldPath field = source.field().get();
            return text() + " is known by its field, by MIR: any `" + field.text()
                    + "` may be it, and any lock of which" + " no field is known" + way;
        }
        if (source.type().isPresent()) {
            return text() + " is known by its type, by MIR: any `"
                    + source.type().get() + "` that is reached by a pointer may be it" + way;
        }
        return text() + " is known by neither address nor field nor type, for which MIR is needed: any lock may be it"
                + way;
    }
}
