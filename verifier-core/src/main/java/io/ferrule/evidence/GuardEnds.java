package io.ferrule.evidence;

import io.ferrule.policy.TypePattern;
import io.ferrule.symbol.GenericArgument;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import io.ferrule.symbol.RustType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions that end the life of a value, by their symbols: drop glue, {@code Drop::drop} and {@code mem::drop}. */
final class GuardEnds {

    private static final Set<String> GLUE = Set.of("drop_in_place", "drop_glue", "drop");

    private final List<TypePattern> guards;

    GuardEnds(List<TypePattern> guards) {
        this.guards = List.copyOf(guards);
    }

    /** The name of the guard's type that a function drops a value of, or what holds nothing else than one. */
    Optional<String> of(String symbol) {
        return typeOf(symbol).map(names -> names.get(names.size() - 1));
    }

    /** The same as a path. */
    Optional<List<String>> typeOf(String symbol) {
        return RustSymbol.demangle(symbol)
                .flatMap(demangled -> dropped(demangled.path()))
                .flatMap(this::guard);
    }

    private static Optional<RustType> dropped(RustPath path) {
        if (path instanceof RustPath.Generic generic
                && generic.base() instanceof RustPath.Nested nested
                && GLUE.contains(nested.name())
                && nested.names().get(0).equals("core")
                && generic.arguments().get(0) instanceof RustType type) {
            return Optional.of(type);
        }
        return path instanceof RustPath.Nested nested
                        && nested.name().equals("drop")
                        && nested.parent() instanceof RustPath.TraitImpl impl
                ? Optional.of(impl.selfType())
                : Optional.empty();
    }

    private Optional<List<String>> guard(RustType type) {
        if (!(type instanceof RustType.Named named)) {
            return Optional.empty();
        }
        List<String> names = named.path().names();
        if (guards.stream().anyMatch(pattern -> pattern.matches(names))) {
            return Optional.of(names);
        }
        boolean wraps = !names.isEmpty() && Set.of("Option", "Result").contains(names.get(names.size() - 1));
        return wraps && named.path() instanceof RustPath.Generic generic
                ? generic.arguments().stream()
                        .flatMap(argument -> guard(argument).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<List<String>> guard(GenericArgument argument) {
        return argument instanceof RustType type ? guard(type) : Optional.empty();
    }
}
