package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Base.Computed;
import io.ferrule.state.Base.Somewhere;
import java.util.Optional;

/** Other names for bases, as callers and callees have them. */
interface Renaming {

    /** What another one calls the start of that base. */
    Address of(Base base);

    /** What another one calls the number of that name; empty where they have no name for it. */
    default Optional<Base> number(Base base) {
        Address name = of(base);
        boolean parts = base instanceof Computed && (name.base().equals(base) || name.base() == Somewhere.SOMEWHERE);
        if (parts) {
            return ((Computed) base).renamed(this);
        }
        return Optional.of(name.base()).filter(known -> name.offset() == 0 && known != Somewhere.SOMEWHERE);
    }
}
