package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.identity.LockSource;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Given;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Slot;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.Base.Within;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The names under which a callee knows what it is given. Objects that are known by a pointer alone, and numbers that are
 * not known, are named after the argument, so that one analysis of the callee serves all callers; everything else keeps its
 * name. What the callee finds out of a number holds of what its caller passed, and of all that has the same name there.
 *
 * @param given the callee's names by the caller's
 */
record Binding(String callee, Map<Base, Address> given) {

    Binding {
        given = Map.copyOf(given);
    }

    /** The names for a call with these arguments; {@code sources} says what MIR tells of one, by its index. */
    static Binding of(String callee, List<AbstractValue> arguments, IntFunction<LockSource> sources) {
        Map<Base, Address> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i) instanceof Scalar scalar && scalar.isNamed()) {
                given.putIfAbsent(scalar.name(), Address.of(new Given(callee, i)));
            }
            if (arguments.get(i) instanceof Address address
                    && (address.base() instanceof Origin || address.base() instanceof Given)) {
                int index = i;
                given.computeIfAbsent(address.base(), base -> {
                    LockSource told =
                            base instanceof Given outer && !outer.source().isUnknown()
                                    ? outer.source()
                                    : sources.apply(index);
                    return new Address(new Given(callee, index, told), -address.offset());
                });
            }
        }
        return new Binding(callee, given);
    }

    /** The callee's names. What an earlier call of it that is still open has named is out of reach for the new one. */
    Renaming into() {
        return base -> {
            Address name = given.get(base);
            if (name != null) {
                return name;
            }
            return Address.of(base.belongsTo(callee) ? Somewhere.SOMEWHERE : base);
        };
    }

    /** The caller's names, where the callee comes back to that call. */
    Renaming backIn(FunctionPlan caller, CallSite site) {
        Map<Base, Address> back = new HashMap<>();
        given.forEach((theirs, ours) -> back.put(ours.base(), new Address(theirs, -ours.offset())));
        int call = caller.number(site.block(), site.index());
        return base -> {
            Address name = back.get(base);
            if (name != null) {
                return name;
            }
            if (base instanceof Origin origin && origin.function().equals(callee)) {
                return Address.of(origin.seenFrom(caller.symbol(), call));
            }
            if (base instanceof Within within && within.name().function().equals(callee)) {
                Base seen = within.name().seenFrom(caller.symbol(), call);
                return Address.of(seen instanceof Origin ours ? within.named(ours) : seen);
            }
            boolean gone = base.belongsTo(callee) && (base instanceof Slot || base instanceof Given);
            return Address.of(gone ? Somewhere.SOMEWHERE : base);
        };
    }
}
