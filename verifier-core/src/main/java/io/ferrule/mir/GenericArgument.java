package io.ferrule.mir;

import java.util.List;
import java.util.Optional;

/** What stands between the brackets of a generic item. */
public sealed interface GenericArgument {

    /** {@code 'a}. */
    record Lifetime(String name) implements GenericArgument {}

    /** A type, or a constant that is only a path: the text does not tell {@code Foo<N>} from {@code Foo<T>}. */
    record Type(MirType type) implements GenericArgument {}

    /** A constant that is no path. */
    record Value(MirConstant constant) implements GenericArgument {}

    /** An associated type or constant: {@code Item = u8}. */
    record Binding(MirPath name, GenericArgument value) implements GenericArgument {}

    /** What an associated type must fulfil, in the type of a parameter without a name: {@code Item : Clone}. */
    record Bounded(MirPath name, List<TypeBound> bounds) implements GenericArgument {
        /** Copies its list. */
        public Bounded {
            bounds = List.copyOf(bounds);
        }
    }

    /** The arguments of {@code Fn(A) -> B}: the only argument of their trait. Without {@code result} that is unit. */
    record Parenthesized(List<MirType> parameters, Optional<MirType> result) implements GenericArgument {
        /** Copies its list. */
        public Parenthesized {
            parameters = List.copyOf(parameters);
        }
    }
}
