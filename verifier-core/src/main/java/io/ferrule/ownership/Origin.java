package io.ferrule.ownership;

import io.ferrule.mir.MirBody;
import io.ferrule.mir.Span;
import java.util.Objects;

/**
 * A call that makes a value.
 *
 * @param body where it is; of a dump, bodies are one if they stand in one place of it
 * @param at the whole expression
 */
public record Origin(MirBody body, Span at) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin origin && body.range().equals(origin.body.range()) && at.equals(origin.at);
    }

    @Override
    public int hashCode() {
        return Objects.hash(body.range(), at);
    }
}
