package io.ferrule.ownership;

import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the type parameters of a generic body stand for where it is called with values of certain types. */
final class Substitution {

    private Substitution() {}

    /** Binds the parameters in a declared type, so that it becomes the actual one; what does not fit binds nothing. */
    static void bind(MirType declared, MirType actual, Map<String, MirType> bound) {
        if (declared.equals(actual)) {
            return;
        }
        if (declared instanceof MirType.Named named && isPlain(named.path())) {
            bound.putIfAbsent(named.path().lastName().orElse(""), actual);
        } else if (declared instanceof MirType.ImplTrait) {
            bound.putIfAbsent(declared.toString(), actual);
        } else if (declared instanceof MirType.Named one && actual instanceof MirType.Named other) {
            bindAll(MarkedTypes.arguments(one.path()), MarkedTypes.arguments(other.path()), bound);
        } else if (declared instanceof MirType.Reference one && actual instanceof MirType.Reference other) {
            bind(one.target(), other.target(), bound);
        } else if (declared instanceof MirType.Tuple one && actual instanceof MirType.Tuple other) {
            bindAll(one.elements(), other.elements(), bound);
        }
    }

    private static void bindAll(List<MirType> declared, List<MirType> actual, Map<String, MirType> bound) {
        for (int i = 0; i < declared.size() && i < actual.size(); i++) {
            bind(declared.get(i), actual.get(i), bound);
        }
    }

    private static boolean isPlain(MirPath path) {
        return path.segments().size() == 1
                && path.last() instanceof PathSegment.Name name
                && name.arguments().isEmpty();
    }

    /** The type with its parameters replaced. */
    static MirType in(MirType type, Map<String, MirType> bound) {
        if (bound.isEmpty()) {
            return type;
        }
        if (type instanceof MirType.Named named) {
            MirType meant =
                    isPlain(named.path()) ? bound.get(named.path().lastName().orElse("")) : null;
            return meant != null ? meant : new MirType.Named(in(named.path(), bound));
        }
        if (type instanceof MirType.Reference reference) {
            return new MirType.Reference(reference.lifetime(), reference.mutable(), in(reference.target(), bound));
        }
        return type instanceof MirType.Tuple tuple
                ? new MirType.Tuple(tuple.elements().stream()
                        .map(element -> in(element, bound))
                        .toList())
                : type;
    }

    private static MirPath in(MirPath path, Map<String, MirType> bound) {
        return new MirPath(path.segments().stream()
                .map(segment -> segment instanceof PathSegment.Name name
                        ? new PathSegment.Name(name.name(), arguments(name, bound))
                        : segment)
                .toList());
    }

    private static List<GenericArgument> arguments(PathSegment.Name name, Map<String, MirType> bound) {
        Map<String, MirType> all = new HashMap<>(bound);
        return name.arguments().stream()
                .map(argument -> argument instanceof GenericArgument.Type type
                        ? new GenericArgument.Type(in(type.type(), all))
                        : argument)
                .map(GenericArgument.class::cast)
                .toList();
    }
}
