package io.ferrule.mir.reader;

import io.ferrule.mir.BinaryOperator;
import io.ferrule.mir.GenericArgument;
import io.ferrule.mir.Local;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.mir.Place;
import io.ferrule.mir.Projection;
import io.ferrule.mir.UnaryOperator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The locals of one body, by number, and the types of places as far as they tell. */
final class BodyLocals {

    private static final Set<String> PRIMITIVE = Set.of(
            "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128",
            "usize", "f16", "f32", "f64", "f128");

    private final Map<Integer, Local> byNumber = new HashMap<>();

    BodyLocals(List<Local> locals) {
        locals.forEach(local -> byNumber.putIfAbsent(local.number(), local));
    }

    boolean declares(int local) {
        return byNumber.containsKey(local);
    }

    /**
     * Whether the place can hold what the operator gives. A struct of the program may be called {@code Add}, and its
     * constructor looks like the operator; but operators give primitive values, pairs of them, pointers and, in one
     * case, an {@code Ordering}, and a constructor gives a type with a name.
     */
    boolean mayHold(Place place, BinaryOperator operator) {
        Optional<String> name = nominal(place);
        return name.isEmpty() || (operator == BinaryOperator.CMP && name.get().equals("Ordering"));
    }

    /** The same for operators on one value. The metadata of a generic pointer has any type. */
    boolean mayHold(Place place, UnaryOperator operator) {
        return operator == UnaryOperator.POINTER_METADATA || nominal(place).isEmpty();
    }

    /** The last name in the type of a place, if that is known not to be primitive. */
    private Optional<String> nominal(Place place) {
        return type(place)
                .filter(MirType.Named.class::isInstance)
                .map(MirType.Named.class::cast)
                .filter(named -> !isPrimitive(named))
                .map(named -> named.path().lastName().orElse(""));
    }

    private static boolean isPrimitive(MirType.Named named) {
        return named.path().segments().size() == 1
                && named.path().last() instanceof PathSegment.Name name
                && name.arguments().isEmpty()
                && PRIMITIVE.contains(name.name());
    }

    private Optional<MirType> type(Place place) {
        Optional<MirType> type =
                Optional.ofNullable(byNumber.get(place.local())).map(Local::type);
        for (Projection projection : place.projections()) {
            type = type.flatMap(before -> projected(before, projection));
        }
        return type;
    }

    /** A downcast keeps the type: only a field can follow, and that says its own. */
    private static Optional<MirType> projected(MirType type, Projection projection) {
        if (projection instanceof Projection.Field field) {
            return Optional.of(field.type());
        }
        if (projection instanceof Projection.Downcast) {
            return Optional.of(type);
        }
        if (projection instanceof Projection.Dereference) {
            return pointee(type);
        }
        if (projection instanceof Projection.Subslice) {
            return Optional.of(type);
        }
        return type instanceof MirType.Array array
                ? Optional.of(array.element())
                : Optional.of(type)
                        .filter(MirType.Slice.class::isInstance)
                        .map(slice -> ((MirType.Slice) slice).element());
    }

    private static Optional<MirType> pointee(MirType type) {
        if (type instanceof MirType.Reference reference) {
            return Optional.of(reference.target());
        }
        if (type instanceof MirType.RawPointer pointer) {
            return Optional.of(pointer.target());
        }
        boolean box = type instanceof MirType.Named named
                && named.path().last() instanceof PathSegment.Name name
                && name.name().equals("Box")
                && !name.arguments().isEmpty();
        return box
                        && ((PathSegment.Name) ((MirType.Named) type).path().last())
                                        .arguments()
                                        .get(0)
                                instanceof GenericArgument.Type boxed
                ? Optional.of(boxed.type())
                : Optional.empty();
    }
}
