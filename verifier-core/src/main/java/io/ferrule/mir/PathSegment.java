package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/** One step of a path. */
public sealed interface PathSegment {

    /** A name, with the generic arguments that follow it. */
    record Name(String name, List<GenericArgument> arguments) implements PathSegment {
        /** Copies its list. */
        public Name {
            arguments = List.copyOf(arguments);
        }
    }

    /** Something without a name, by its number among its like: {@code {closure#0}}; {@code kind} is {@code closure}. */
    record Numbered(String kind, int number, List<GenericArgument> arguments) implements PathSegment {
        /** Copies its list. */
        public Numbered {
            arguments = List.copyOf(arguments);
        }
    }

    /** An implementation by where it stands: {@code <impl at src/x.rs:1:1: 1:9>}. */
    record ImplAt(Span at) implements PathSegment {}

    /**
     * An implementation by what it implements, in another module than the type's: {@code <impl [T]>}. Generic arguments
     * that consist of one {@code impl} type look the same; they are taken for this where a name follows and the name
     * before is that of a module.
     */
    record ImplBlock(MirType type) implements PathSegment {}

    /** {@code <T>} or {@code <T as Trait>}, always first. */
    record Qualified(MirType self, Optional<MirType> trait) implements PathSegment {}

    /** A value that the compiler moved out of a function: {@code promoted[0]}, always last. */
    record Promoted(int number) implements PathSegment {}
}
