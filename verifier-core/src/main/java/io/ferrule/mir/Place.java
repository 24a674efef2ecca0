package io.ferrule.mir;

import java.util.List;

/**
 * A place in memory: a local, and the way from it.
 *
 * @param local its number
 * @param projections from the local outwards
 */
public record Place(int local, List<Projection> projections) {

    /** Copies its list. */
    public Place {
        projections = List.copyOf(projections);
    }

    @Override
    public String toString() {
        return new ValueRenderer(new StringBuilder()).place(this).toString();
    }
}
