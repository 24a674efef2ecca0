package io.ferrule.ownership;

import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import io.ferrule.mir.Span;
import io.ferrule.mir.Statement;
import io.ferrule.policy.TypePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which types own a value of a marked type: the marked ones, what has one among its generic arguments, tuples and arrays of
 * them, and structs, enums and closures that some body of the dump shows with such a field. A reference owns nothing.
 */
public final class MarkedTypes {

    private final List<TypePattern> marked;
    private final Set<String> carriers = new HashSet<>();
    private final Set<Span> yielding = new HashSet<>();

    private MarkedTypes(List<TypePattern> marked) {
        this.marked = List.copyOf(marked);
    }

    /** The types that own what is marked, in one dump. */
    public static MarkedTypes of(MirProgram mir, List<TypePattern> marked) {
        MarkedTypes types = new MarkedTypes(marked);
        boolean grew = !marked.isEmpty();
        while (grew) {
            int before = types.carriers.size();
            mir.bodies().forEach(types::learn);
            grew = types.carriers.size() > before;
        }
        mir.bodies().forEach(types::learnClosure);
        return types;
    }

    /** Whether the type itself is marked. */
    public boolean isMarked(MirType type) {
        return type instanceof MirType.Named named && isMarked(named.path());
    }

    /** Whether that path is one of a marked type. */
    public boolean isMarked(MirPath path) {
        return marked.stream().anyMatch(pattern -> pattern.matches(names(path)));
    }

    /** Whether a value of that type owns a marked one; {@code bound} says what type parameters stand for. */
    public boolean owns(MirType type, Map<String, MirType> bound) {
        if (type instanceof MirType.Named named) {
            return owns(named.path(), bound);
        }
        if (type instanceof MirType.Tuple tuple) {
            return tuple.elements().stream().anyMatch(element -> owns(element, bound));
        }
        if (type instanceof MirType.Array array) {
            return owns(array.element(), bound);
        }
        if (type instanceof MirType.Slice slice) {
            return owns(slice.element(), bound);
        }
        return (type instanceof MirType.Anonymous || type instanceof MirType.BodyOf)
                && carriers.contains(key(type).orElse(""));
    }

    private boolean owns(MirPath path, Map<String, MirType> bound) {
        MirType meant = path.segments().size() == 1 ? bound.get(path.lastName().orElse("")) : null;
        if (meant != null) {
            return owns(meant, Map.of());
        }
        return isMarked(path)
                || carriers.contains(String.join("::", names(path)))
                || arguments(path).stream().anyMatch(argument -> owns(argument, bound));
    }

    /** Whether it owns one, or refers to what does. */
    public boolean mentions(MirType type, Map<String, MirType> bound) {
        return owns(type, bound)
                || target(type).filter(target -> mentions(target, bound)).isPresent();
    }

    /** Whether it is a marked type, or one that holds nothing else than one, if that: what a function that makes one returns. */
    public boolean isYield(MirType type) {
        return yielded(type).isPresent();
    }

    /** The marked type that a value of that type is or holds, if it holds nothing else. */
    public Optional<MirType> yielded(MirType type) {
        if (isMarked(type)) {
            return Optional.of(type);
        }
        List<MirType> held = List.of();
        if (type instanceof MirType.Tuple tuple) {
            held = tuple.elements();
        } else if (type instanceof MirType.Named named
                && named.path()
                        .lastName()
                        .filter(name -> name.equals("Option") || name.equals("Result"))
                        .isPresent()) {
            held = arguments(named.path());
        }
        return held.stream().flatMap(part -> yielded(part).stream()).findFirst();
    }

    /** What a reference refers to. */
    public static Optional<MirType> target(MirType type) {
        if (type instanceof MirType.Reference reference) {
            return Optional.of(reference.target());
        }
        return type instanceof MirType.RawPointer pointer ? Optional.of(pointer.target()) : Optional.empty();
    }

    /** The plain names in a path. */
    public static List<String> names(MirPath path) {
        return path.segments().stream()
                .filter(PathSegment.Name.class::isInstance)
                .map(segment -> ((PathSegment.Name) segment).name())
                .toList();
    }

    /** The types among the generic arguments of a path. */
    public static List<MirType> arguments(MirPath path) {
        return path.segments().stream()
                .filter(PathSegment.Name.class::isInstance)
                .flatMap(segment -> ((PathSegment.Name) segment).arguments().stream())
                .filter(GenericArgument.Type.class::isInstance)
                .map(argument -> ((GenericArgument.Type) argument).type())
                .toList();
    }

    /** Whether that is a closure that returns what owns one. */
    public boolean isYieldedBy(MirType type) {
        return type instanceof MirType.Anonymous closure && yielding.contains(closure.at());
    }

    private void learnClosure(MirBody body) {
        if (!body.parameters().isEmpty() && owns(body.result(), Map.of())) {
            MirType self = body.parameters().get(0);
            if (target(self).orElse(self) instanceof MirType.Anonymous closure) {
                yielding.add(closure.at());
            }
        }
    }

    private void learn(MirBody body) {
        if (!(body.contents() instanceof MirContents.Code code)) {
            return;
        }
        BodyTypes types = new BodyTypes(code);
        code.blocks()
                .forEach(block -> block.statements().forEach(statement -> {
                    if (statement instanceof Statement.Assign assign) {
                        learn(types, assign);
                    }
                }));
    }

    private void learn(BodyTypes types, Statement.Assign assign) {
        fields(types, assign.place());
        BodyTypes.places(assign.value()).forEach(place -> fields(types, place));
        boolean owning = BodyTypes.parts(assign.value()).stream()
                .flatMap(part -> types.of(part).stream())
                .anyMatch(type -> owns(type, Map.of()));
        boolean same = assign.value() instanceof Rvalue.Use || assign.value() instanceof Rvalue.Cast;
        if (owning && !same) {
            carries(types, assign.place());
        }
    }

    private void carries(BodyTypes types, Place place) {
        types.of(place)
                .filter(type -> !owns(type, Map.of()))
                .flatMap(MarkedTypes::key)
                .ifPresent(carriers::add);
    }

    /** A field of an owning type makes its struct an owning one. */
    private void fields(BodyTypes types, Place place) {
        for (int i = 0; i < place.projections().size(); i++) {
            if (place.projections().get(i) instanceof Projection.Field field && owns(field.type(), Map.of())) {
                carries(types, new Place(place.local(), place.projections().subList(0, i)));
            }
        }
    }

    private static Optional<String> key(MirType type) {
        if (type instanceof MirType.Named named) {
            return Optional.of(String.join("::", names(named.path())));
        }
        if (type instanceof MirType.Anonymous anonymous) {
            return Optional.of(anonymous.at().toString());
        }
        return type instanceof MirType.BodyOf body ? Optional.of("body of " + body.path()) : Optional.empty();
    }
}
