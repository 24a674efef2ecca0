package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Aggregate;
import io.ferrule.state.AbstractValue.SavedFlags;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.stream.Stream;

/** What values are counted from. */
final class Bases {

    private Bases() {}

    /** The bases that a value mentions. */
    static Stream<Base> in(AbstractValue value) {
        if (value instanceof Address address) {
            return Stream.of(address.base());
        }
        if (value instanceof Scalar scalar) {
            return scalar.name() instanceof Computed
                    ? Stream.concat(Stream.of(scalar.name()), scalar.name().parts())
                    : Stream.of(scalar.name());
        }
        if (value instanceof SavedFlags flags) {
            return Stream.of(flags.id());
        }
        return value instanceof Aggregate aggregate ? aggregate.parts().stream().flatMap(Bases::in) : Stream.of();
    }
}
