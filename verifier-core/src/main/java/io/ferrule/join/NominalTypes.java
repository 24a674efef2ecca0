package io.ferrule.join;

import io.ferrule.symbol.GenericArgument;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names of types that have implementations in a program. In MIR a plain name may be a type or a type parameter; one of
 * these is taken for the type, as nobody calls a parameter by the name of a type of the crate.
 */
record NominalTypes(Set<String> names) {

    NominalTypes {
        names = Set.copyOf(names);
    }

    static NominalTypes of(Collection<CompiledItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> item.path().flatMap(ItemPath::implementor).ifPresent(type -> collect(type, names)));
        return new NominalTypes(names);
    }

    /** Symbols nest no deeper than their parser lets them. */
    private static void collect(RustType type, Set<String> names) {
        if (type instanceof RustType.Named named) {
            name(named.path()).ifPresent(names::add);
            if (named.path() instanceof RustPath.Generic generic) {
                for (GenericArgument argument : generic.arguments()) {
                    if (argument instanceof RustType inner) {
                        collect(inner, names);
                    }
                }
            }
        } else if (type instanceof RustType.Reference reference) {
            collect(reference.target(), names);
        }
    }

    /** The plain name of a type; empty for one without a name. */
    static Optional<String> name(RustPath path) {
        if (path instanceof RustPath.Generic generic) {
            return name(generic.base());
        }
        return path instanceof RustPath.Nested nested && !nested.isGenerated()
                ? Optional.of(nested.name())
                : Optional.empty();
    }
}
