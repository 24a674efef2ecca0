package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;

/** Other names for bases, as callers and callees have them. */
interface Renaming {

    /** What another one calls the start of that base. */
    Address of(Base base);
}
