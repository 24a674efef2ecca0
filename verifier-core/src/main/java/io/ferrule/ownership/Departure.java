package io.ferrule.ownership;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Span;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A body lets a value of a marked type go, otherwise than by dropping it.
 *
 * @param type of what goes: the marked type, or one that owns a value of it
 * @param variable what the source calls it
 * @param at where it goes
 * @param made the calls that the value may come from
 * @param complete whether it can come from nowhere else
 */
public record Departure(
        MirBody body, Way way, MirType type, Optional<String> variable, Span at, Set<Origin> made, boolean complete) {

    public Departure {
        made = Set.copyOf(made);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Departure departure
                && body.range().equals(departure.body.range())
                && way == departure.way
                && at.equals(departure.at)
                && complete == departure.complete
                && made.equals(departure.made)
                && type.equals(departure.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(body.range(), way, at);
    }

    /** How it goes. */
    public enum Way {
        /** By {@code mem::forget} and its like: its drop will not run. */
        FORGOTTEN("is forgotten"),
        /** It is stored behind a reference that does not lead to a variable of the same function. */
        STORED("is stored where it may outlive the entry"),
        /** It becomes a trait object, of which nobody knows any more what it owns. */
        ERASED("is hidden behind a trait object"),
        /** It is moved into a function whose MIR is not known, and that does not give it back. */
        HANDED_OVER("is moved into a function that cannot be seen"),
        /** A coroutine is suspended with it. */
        SUSPENDED("is kept while a coroutine waits"),
        /** A static that may keep one is used. */
        STATIC("may be kept by a static");

        private final String text;

        Way(String text) {
            this.text = text;
        }

        /** As a person is told. */
        public String text() {
            return text;
        }
    }
}
