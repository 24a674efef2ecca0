package io.ferrule.ownership;

import io.ferrule.mir.Local;
import io.ferrule.mir.MirConstant;
import io.ferrule.mir.MirContents;
import io.ferrule.mir.MirType;
import io.ferrule.mir.Operand;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.Rvalue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of places and operands of one body, as far as its text tells them. */
public final class BodyTypes {

    private final Map<Integer, MirType> locals = new HashMap<>();

    public BodyTypes(MirContents.Code code) {
        for (Local local : code.locals()) {
            locals.put(local.number(), local.type());
        }
    }

    /** The type of a place; empty where a step leads to what the text does not name. */
    public Optional<MirType> of(Place place) {
        Optional<MirType> type = Optional.ofNullable(locals.get(place.local()));
        for (Projection step : place.projections()) {
            type = type.flatMap(from -> behind(from, step));
        }
        return type;
    }

    private static Optional<MirType> behind(MirType type, Projection step) {
        if (step instanceof Projection.Field field) {
            return Optional.of(field.type());
        }
        if (step instanceof Projection.Downcast) {
            return Optional.of(type);
        }
        if (step instanceof Projection.Dereference) {
            return MarkedTypes.target(type).or(() -> boxed(type));
        }
        if (type instanceof MirType.Array array) {
            return Optional.of(step instanceof Projection.Subslice ? type : array.element());
        }
        return type instanceof MirType.Slice slice
                ? Optional.of(step instanceof Projection.Subslice ? type : slice.element())
                : Optional.empty();
    }

    private static Optional<MirType> boxed(MirType type) {
        return type instanceof MirType.Named named
                        && named.path().lastName().filter("Box"::equals).isPresent()
                ? MarkedTypes.arguments(named.path()).stream().findFirst()
                : Optional.empty();
    }

    /** The type of an operand; empty where the text does not tell it. */
    public Optional<MirType> of(Operand operand) {
        if (operand instanceof Operand.Move move) {
            return of(move.place());
        }
        if (operand instanceof Operand.Copy copy) {
            return of(copy.place());
        }
        return operand instanceof Operand.Constant constant ? of(constant.value()) : Optional.empty();
    }

    private static Optional<MirType> of(MirConstant constant) {
        if (constant instanceof MirConstant.Typed typed) {
            return Optional.of(typed.type());
        }
        if (constant instanceof MirConstant.Item item) {
            return Optional.of(new MirType.Named(item.path()));
        }
        if (constant instanceof MirConstant.Structure structure) {
            return Optional.of(new MirType.Named(structure.path()));
        }
        return constant instanceof MirConstant.Constructor constructor
                ? Optional.of(new MirType.Named(constructor.path()))
                : Optional.empty();
    }

    /** The operands that a value is made of. */
    public static List<Operand> parts(Rvalue value) {
        if (value instanceof Rvalue.Use use) {
            return List.of(use.operand());
        }
        if (value instanceof Rvalue.Cast cast) {
            return List.of(cast.operand());
        }
        if (value instanceof Rvalue.Repeat repeat) {
            return List.of(repeat.operand());
        }
        if (value instanceof Rvalue.Array array) {
            return array.elements();
        }
        if (value instanceof Rvalue.Tuple tuple) {
            return tuple.elements();
        }
        if (value instanceof Rvalue.Constructor constructor) {
            return constructor.arguments();
        }
        if (value instanceof Rvalue.Structure structure) {
            return structure.fields().stream().map(Rvalue.Field::value).toList();
        }
        return value instanceof Rvalue.Captures captures
                ? captures.fields().stream().map(Rvalue.Field::value).toList()
                : List.of();
    }

    /** The places that a value is computed from. */
    static List<Place> places(Rvalue value) {
        Stream<Place> borrowed = value instanceof Rvalue.Borrow borrow ? Stream.of(borrow.place()) : Stream.empty();
        return Stream.concat(parts(value).stream().flatMap(part -> place(part).stream()), borrowed)
                .toList();
    }

    /** The place that an operand is read from. */
    public static Optional<Place> place(Operand operand) {
        if (operand instanceof Operand.Move move) {
            return Optional.of(move.place());
        }
        return operand instanceof Operand.Copy copy ? Optional.of(copy.place()) : Optional.empty();
    }
}
