package io.ferrule.join;

import io.ferrule.mir.DebugVariable;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirType;
import io.ferrule.mir.PathSegment;
import io.ferrule.symbol.PrimitiveType;
import io.ferrule.symbol.RustType;
import java.util.Optional;

/**
 * Tells methods of implementations apart that a macro made, and that stand in one place, by the type of {@code self}.
 *
 * @param types what is known to be a type rather than a type parameter
 */
record SelfType(NominalTypes types) {

    /**
     * Whether {@code self} of a body can be of that type, or a reference to it. Says no only where it cannot: a name that
     * is no primitive type may be a type parameter.
     */
    boolean mayBe(MirBody body, RustType implementor) {
        Optional<MirType> self = of(body);
        return self.isEmpty()
                || mayBe(self.get(), implementor)
                || (self.get() instanceof MirType.Reference reference && mayBe(reference.target(), implementor));
    }

    private static Optional<MirType> of(MirBody body) {
        if (!(body.contents() instanceof Code code) || body.parameters().isEmpty()) {
            return Optional.empty();
        }
        boolean named = code.debugVariables().stream()
                .anyMatch(variable -> variable.name().equals("self")
                        && variable.value() instanceof DebugVariable.InPlace kept
                        && kept.place().local() == 1
                        && kept.place().projections().isEmpty());
        return named ? Optional.of(body.parameters().get(0)) : Optional.empty();
    }

    private boolean mayBe(MirType written, RustType type) {
        if (written instanceof MirType.Named named) {
            return named(named, type);
        }
        if (written instanceof MirType.Reference reference) {
            return type instanceof RustType.Reference other
                    && reference.mutable() == other.mutable()
                    && mayBe(reference.target(), other.target());
        }
        if (written instanceof MirType.RawPointer pointer) {
            return type instanceof RustType.RawPointer other
                    && pointer.mutable() == other.mutable()
                    && mayBe(pointer.target(), other.target());
        }
        if (written instanceof MirType.Slice slice) {
            return type instanceof RustType.Slice other && mayBe(slice.element(), other.element());
        }
        if (written instanceof MirType.Array array) {
            return type instanceof RustType.Array other && mayBe(array.element(), other.element());
        }
        if (written instanceof MirType.Tuple tuple) {
            return tuple(tuple, type);
        }
        return true;
    }

    private boolean tuple(MirType.Tuple tuple, RustType type) {
        if (!(type instanceof RustType.Tuple other)) {
            return tuple.elements().isEmpty() && type == PrimitiveType.UNIT;
        }
        if (tuple.elements().size() != other.elements().size()) {
            return false;
        }
        for (int i = 0; i < tuple.elements().size(); i++) {
            if (!mayBe(tuple.elements().get(i), other.elements().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean named(MirType.Named named, RustType type) {
        String name = named.path().lastName().orElse("");
        boolean alone = named.path().segments().size() == 1;
        if (alone && PrimitiveType.of(name).isPresent()) {
            return type instanceof PrimitiveType primitive && primitive.text().equals(name);
        }
        boolean plain = named.path().last() instanceof PathSegment.Name last
                && last.arguments().isEmpty();
        if (alone && plain && !types.names().contains(name)) {
            return true; // may be a type parameter
        }
        return type instanceof RustType.Named other
                && NominalTypes.name(other.path()).map(name::equals).orElse(true);
    }
}
