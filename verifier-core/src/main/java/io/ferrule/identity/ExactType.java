package io.ferrule.identity;

import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import io.ferrule.symbol.RustType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types of MIR that are known to the last argument, as text without lifetimes: two texts are two types. */
final class ExactType {

    private ExactType() {}

    /** The text of a type that consists of names, references and tuples; empty for any other. */
    static Optional<String> of(MirType type) {
        if (type instanceof MirType.Named named) {
            return of(named.path());
        }
        if (type instanceof MirType.Reference reference) {
            return of(reference.target()).map(text -> (reference.mutable() ? "&mut " : "&") + text);
        }
        return type instanceof MirType.Tuple tuple
                ? all(tuple.elements()).map(texts -> texts.stream().collect(Collectors.joining(", ", "(", ")")))
                : Optional.empty();
    }

    private static Optional<String> of(MirPath path) {
        List<String> texts = new ArrayList<>();
        for (PathSegment segment : path.segments()) {
            if (!(segment instanceof PathSegment.Name name)) {
                return Optional.empty();
            }
            List<MirType> types = new ArrayList<>();
            for (GenericArgument argument : name.arguments()) {
                if (argument instanceof GenericArgument.Type type) {
                    types.add(type.type());
                } else if (!(argument instanceof GenericArgument.Lifetime)) {
                    return Optional.empty();
                }
            }
            Optional<List<String>> arguments = all(types);
            if (arguments.isEmpty()) {
                return Optional.empty();
            }
            String list = arguments.get().isEmpty() ? "" : "<" + String.join(", ", arguments.get()) + ">";
            texts.add(name.name() + list);
        }
        return Optional.of(String.join("::", texts));
    }

    private static Optional<List<String>> all(List<MirType> types) {
        List<String> texts = types.stream().flatMap(type -> of(type).stream()).toList();
        return texts.size() == types.size() ? Optional.of(texts) : Optional.empty();
    }

    /**
     * Whether the body of that function names no type parameter: its path has no generic arguments, and it is no method of
     * a trait, which may be implemented for a parameter.
     */
    static boolean isConcrete(String function) {
        Optional<RustSymbol> symbol = RustSymbol.demangle(function);
        return symbol.isEmpty()
                ? function.matches("[A-Za-z][A-Za-z0-9_]*")
                : isConcrete(symbol.get().path());
    }

    private static boolean isConcrete(RustPath path) {
        if (path instanceof RustPath.Nested nested) {
            return isConcrete(nested.parent());
        }
        return path instanceof RustPath.CrateRoot
                || (path instanceof RustPath.InherentImpl impl
                        && impl.selfType() instanceof RustType.Named self
                        && isConcrete(self.path()));
    }
}
