package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/**
 * Where a variable of the source is kept.
 *
 * @param composite set where this is only a part of the variable
 * @param at its scope and place in the source
 */
public record DebugVariable(String name, Optional<Part> composite, Value value, SourceInfo at) {

    /** A part of a variable: the variable's type, and the fields on the way to the part. */
    public record Part(MirType type, List<Projection.Field> fields) {
        /** Copies its list. */
        public Part {
            fields = List.copyOf(fields);
        }
    }

    /** What holds the value. */
    public sealed interface Value {}

    /** It is kept in a place. */
    public record InPlace(Place place) implements Value {}

    /** It is always the same. */
    public record Fixed(MirConstant constant) implements Value {}

    /** It is a function, of which nothing is kept. */
    public record Item(MirPath path) implements Value {}
}
