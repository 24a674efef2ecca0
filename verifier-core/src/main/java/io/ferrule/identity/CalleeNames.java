package io.ferrule.identity;

import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.TypeBound;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.policy.TypePattern;
import io.ferrule.symbol.RustPath;
import io.ferrule.symbol.RustSymbol;
import io.ferrule.symbol.RustType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a function may be an instance of the item that a MIR call names, whatever its generic arguments. What has no plain
 * name in a symbol (closures, implementations for references or slices) is never said to be.
 *
 * <p>A dump names an item of its own crate by its whole path, without the crate, or leaves leading segments out where the
 * first one that is left is the only item of that name. So a local function has the names of the call at the end of its
 * path, each of them. Items of other crates may be named by re-exports.
 *
 * @param names the names of the path, or of the trait and its method
 * @param self the names of the type that an implementation of a trait is for; empty for all else
 */
record CalleeNames(List<String> names, List<String> self) {

    /** The names of a function. */
    static Optional<CalleeNames> ofSymbol(String symbol) {
        return RustSymbol.demangle(symbol)
                .flatMap(demangled -> of(demangled.path()))
                .or(() -> plain(symbol));
    }

    /** The name of the function itself. */
    String last() {
        return last(names);
    }

    /** The names of the type that it is a method of, if it is a method. */
    List<String> type() {
        return self.isEmpty() ? names.subList(0, names.size() - 1) : self;
    }

    /** Whether two functions are of one type or module, as far as names tell. */
    static boolean haveOneParent(String symbol, String other) {
        Optional<List<String>> one = RustSymbol.demangle(symbol).flatMap(demangled -> parent(demangled.path()));
        return one.isPresent() && one.equals(RustSymbol.demangle(other).flatMap(demangled -> parent(demangled.path())));
    }

    private static Optional<List<String>> parent(RustPath path) {
        if (path instanceof RustPath.Generic generic) {
            return parent(generic.base());
        }
        if (!(path instanceof RustPath.Nested nested)) {
            return Optional.empty();
        }
        if (nested.parent() instanceof RustPath.TraitImpl impl) {
            return impl.selfType() instanceof RustType.Named named ? names(named.path()) : Optional.empty();
        }
        return names(nested.parent());
    }

    /** Whether this function of a crate without MIR may be what the call names. */
    boolean mayBe(CalleeNames called) {
        return self.isEmpty() == called.self.isEmpty()
                && (self.isEmpty() || mayBeOne(self, called.self))
                && mayBeOne(names, called.names);
    }

    /** Whether this function of that crate, of which the MIR is, may be what the call names. */
    boolean mayBe(CalleeNames called, String crate) {
        return self.isEmpty() == called.self.isEmpty()
                && (self.isEmpty() || mayBeOne(self, called.self, crate))
                && mayBeOne(names, called.names, crate);
    }

    /** Whether the call names this function of that crate by its whole path. */
    boolean isWholly(CalleeNames called, String crate) {
        return isWholly(names, called.names, crate) && (self.isEmpty() || isWholly(self, called.self, crate));
    }

    private static boolean isWholly(List<String> one, List<String> called, String crate) {
        return one.get(0).equals(crate) && one.subList(1, one.size()).equals(called);
    }

    private static boolean mayBeOne(List<String> one, List<String> called, String crate) {
        boolean local = one.get(0).equals(crate) && one.size() > 1;
        return local ? isEnd(one.subList(1, one.size()), called) : mayBeOne(one, called);
    }

    private static boolean isEnd(List<String> names, List<String> end) {
        int left = names.size() - end.size();
        return left >= 0 && names.subList(left, names.size()).equals(end);
    }

    private static boolean mayBeOne(List<String> one, List<String> other) {
        return last(one).equals(last(other)) && TypePattern.noneContradicts(one, other);
    }

    private static String last(List<String> names) {
        return names.get(names.size() - 1);
    }

    /** A function that keeps its plain name. */
    private static Optional<CalleeNames> plain(String symbol) {
        return symbol.matches("[A-Za-z][A-Za-z0-9_]*")
                ? Optional.of(new CalleeNames(List.of(symbol), List.of()))
                : Optional.empty();
    }

    private static Optional<CalleeNames> of(RustPath path) {
        if (path instanceof RustPath.Generic generic) {
            return of(generic.base());
        }
        if (!(path instanceof RustPath.Nested nested)
                || nested.isGenerated()
                || nested.name().isEmpty()) {
            return Optional.empty();
        }
        if (nested.parent() instanceof RustPath.TraitImpl impl) {
            return ofTrait(impl.selfType(), impl.trait(), nested.name());
        }
        if (nested.parent() instanceof RustPath.TraitDefinition definition) {
            return ofTrait(definition.selfType(), definition.trait(), nested.name());
        }
        return names(path).map(names -> new CalleeNames(names, List.of()));
    }

    private static Optional<CalleeNames> ofTrait(RustType self, RustPath trait, String method) {
        Optional<List<String>> type =
                self instanceof RustType.Named named ? names(named.path()) : Optional.<List<String>>empty();
        return type.flatMap(of -> names(trait).map(names -> new CalleeNames(with(names, method), of)));
    }

    /** The names on the way; empty where one has none. */
    private static Optional<List<String>> names(RustPath path) {
        if (path instanceof RustPath.CrateRoot crate) {
            return Optional.of(List.of(crate.name()));
        }
        if (path instanceof RustPath.Generic generic) {
            return names(generic.base());
        }
        if (path instanceof RustPath.InherentImpl impl) {
            return impl.selfType() instanceof RustType.Named named ? names(named.path()) : Optional.empty();
        }
        if (!(path instanceof RustPath.Nested nested)
                || nested.isGenerated()
                || nested.name().isEmpty()) {
            return Optional.empty();
        }
        return names(nested.parent()).map(parent -> with(parent, nested.name()));
    }

    private static List<String> with(List<String> names, String last) {
        List<String> all = new ArrayList<>(names);
        all.add(last);
        return List.copyOf(all);
    }

    /** The names of a path that has nothing else; none for any other. */
    static List<String> plain(MirPath path) {
        return path.segments().stream().allMatch(PathSegment.Name.class::isInstance)
                ? MarkedTypes.names(path)
                : List.of();
    }

    /**
     * The names in the path of a call. Where an implementation stands in another module than its type, {@code m::<impl
     * T>::f}, the module says nothing of the function: a type has one method of a name, wherever it is written.
     */
    static Optional<CalleeNames> of(MirPath path) {
        List<String> names = new ArrayList<>();
        List<String> self = List.of();
        for (PathSegment segment : path.segments()) {
            if (segment instanceof PathSegment.Name name) {
                names.add(name.name());
            } else if (segment instanceof PathSegment.ImplBlock block
                    && self.isEmpty()
                    && !implementor(block.type()).isEmpty()) {
                names.clear();
                names.addAll(implementor(block.type()));
            } else if (segment instanceof PathSegment.Qualified qualified
                    && qualified.trait().isPresent()
                    && qualified.self() instanceof MirType.Named type
                    && qualified.trait().get() instanceof MirType.Named trait
                    && !plain(type.path()).isEmpty()
                    && !plain(trait.path()).isEmpty()) {
                self = plain(type.path());
                names.addAll(plain(trait.path()));
            } else {
                return Optional.empty();
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new CalleeNames(names, self));
    }

    /** The names of the type that {@code <impl T>} is for; it is spelled, and read, like a bound. */
    private static List<String> implementor(MirType type) {
        if (type instanceof MirType.Named named) {
            return plain(named.path());
        }
        return type instanceof MirType.ImplTrait bounds
                        && bounds.bounds().size() == 1
                        && bounds.bounds().get(0) instanceof TypeBound.Trait bound
                        && bound.modifier().isEmpty()
                        && !bound.parenthesized()
                        && bound.trait() instanceof MirType.Named named
                ? plain(named.path())
                : List.of();
    }
}
