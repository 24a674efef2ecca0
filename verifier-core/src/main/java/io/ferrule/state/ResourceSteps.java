package io.ferrule.state;

import io.ferrule.policy.Handle;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.Ownership;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.policy.ResourceEffects;
import io.ferrule.policy.ResourceRelease;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.HandleMark.Kind;
import io.ferrule.state.HeldLock.Place;
import io.ferrule.state.Lock.Same;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one call does to what must be given back and is no lock.
 *
 * @param place the call
 * @param id what a handle that it makes is named by
 * @param doubted whether the path may not be possible
 */
record ResourceSteps(
        ResourceEffects effects,
        Ownership ownership,
        Place place,
        List<AbstractValue> arguments,
        Base id,
        boolean doubted,
        Consumer<StateEvent> events) {

    ResourceSteps {
        arguments = List.copyOf(arguments);
    }

    /** The state without what is given back; the handles are changed in place. */
    LockState released(LockState before, HandleMarks handles) {
        LockState after = before;
        for (ResourceRelease release : effects.releases()) {
            after = release(after, handles, release);
        }
        return after;
    }

    private LockState release(LockState before, HandleMarks handles, ResourceRelease release) {
        AbstractValue value = argument(release.argument());
        if (value instanceof Numeral number && number.value() == 0) {
            return before;
        }
        Address handle = value instanceof Address address ? address : Address.of(Somewhere.SOMEWHERE);
        String resource = release.resource();
        Optional<HeldResource> same = last(before, handles, handle, resource, Same.YES);
        if (same.isPresent()) {
            LockState after = before.without(same.get());
            if (last(after, handles, handle, resource, Same.YES).isEmpty()) {
                handles.released(handle, resource);
            }
            return after;
        }
        if (handles.has(handle, Kind.GONE, resource)) {
            event(before, resource, true, true);
            return before;
        }
        Optional<HeldResource> perhaps = last(before, handles, handle, resource, Same.MAYBE);
        if (perhaps.isPresent()) {
            event(before, resource, false, false);
            return before.without(perhaps.get()).unsure();
        }
        boolean kept = ownership.mayBeKept(resource) && handle.base().isOpaque();
        if (!kept) {
            event(before, resource, false, !handle.base().isOpaque());
        }
        return before;
    }

    private void event(LockState state, String resource, boolean twice, boolean certain) {
        events.accept(new StateEvent.ResourceReleased(
                place.activation(), place.site(), place.target(), resource, twice, certain && !doubted, state));
    }

    private Optional<HeldResource> last(
            LockState state, HandleMarks handles, Address handle, String resource, Same same) {
        Lock wanted = new Lock(handle, Optional.empty());
        return state.resources().stream()
                .filter(held -> held.resource().equals(resource))
                .filter(held -> new Lock(held.handle(), Optional.empty()).sameAs(wanted) == same)
                .filter(held -> same == Same.YES || !isKept(held, handles, ownership))
                .reduce((first, second) -> second);
    }

    /** Whether it was stored where others find it, and may be. */
    static boolean isKept(HeldResource held, HandleMarks handles, Ownership ownership) {
        return ownership.mayBeKept(held.resource()) && handles.has(held.handle(), Kind.KEPT, held.resource());
    }

    /** The state with what is handed out; the handles are changed in place. */
    LockState acquired(LockState before, HandleMarks handles) {
        LockState after = before;
        for (ResourceAcquisition acquisition : effects.acquires()) {
            Address handle = handle(acquisition.handle());
            handles.acquired(handle, acquisition.resource(), kinds(acquisition));
            after = after.plus(new HeldResource(acquisition.resource(), handle, place));
        }
        return after;
    }

    /** What is known of a handle because it was handed out. */
    private static Set<Kind> kinds(ResourceAcquisition acquisition) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (acquisition.taken() == Taken.NONZERO || acquisition.handle() instanceof Handle.Stored) {
            kinds.add(Kind.PRESENT);
        }
        if (!(acquisition.handle() instanceof Handle.Argument)) {
            kinds.add(Kind.MADE);
        }
        if (acquisition.taken() == Taken.NOT_ERROR) {
            kinds.add(Kind.VALID);
        }
        if (acquisition.taken() == Taken.NONNEGATIVE) {
            kinds.add(Kind.NONNEGATIVE);
        }
        return kinds;
    }

    /** The result of a call that hands nothing out and says so by it; the handles are changed in place. */
    AbstractValue refused(HandleMarks handles, Taken taken) {
        effects.acquires()
                .forEach(acquisition -> handles.refused(
                        Address.of(id), acquisition.resource(), taken == Taken.NOT_ERROR ? Kind.ERROR : Kind.NEGATIVE));
        return Address.of(id);
    }

    /** Reports what is given to a function although it was given back. */
    void used(LockState state, HandleMarks handles) {
        for (int i = 0; i < arguments.size(); i++) {
            int index = i;
            boolean released = effects.releases().stream().anyMatch(release -> release.argument() == index);
            if (!released && arguments.get(i) instanceof Address given) {
                boolean owed = state.resources().stream()
                        .anyMatch(held -> held.handle().base().equals(given.base()));
                handles.goneAt(given.base())
                        .filter(resource -> !owed)
                        .ifPresent(resource -> events.accept(new StateEvent.ResourceUsed(
                                place.activation(), place.site(), place.target(), resource, !doubted, state)));
            }
        }
    }

    private Address handle(Handle handle) {
        if (handle instanceof Handle.Argument argument) {
            return argument(argument.index()) instanceof Address address ? address : Address.of(Somewhere.SOMEWHERE);
        }
        return Address.of(id);
    }

    /** The result where something is handed out. */
    AbstractValue result(AbstractValue otherwise) {
        boolean made = effects.acquires().stream().anyMatch(a -> a.handle() == Handle.Result.RESULT);
        if (made) {
            return Address.of(id);
        }
        boolean known =
                effects.returned().isPresent() && argument(effects.returned().getAsInt()) instanceof Address;
        return known ? argument(effects.returned().getAsInt()) : otherwise;
    }

    /** The handles that it stores where its arguments point to. */
    Map<Address, AbstractValue> stored() {
        Map<Address, AbstractValue> stored = new HashMap<>();
        for (ResourceAcquisition acquisition : effects.acquires()) {
            if (acquisition.handle() instanceof Handle.Stored where
                    && argument(where.index()) instanceof Address address) {
                stored.put(address, Address.of(id));
            }
        }
        return stored;
    }

    /** Whether one name stands for at most one handle. */
    boolean makesOneHandle() {
        return effects.acquires().stream()
                        .filter(acquisition -> !(acquisition.handle() instanceof Handle.Argument))
                        .count()
                <= 1;
    }

    private AbstractValue argument(int index) {
        return AbstractValue.at(arguments, index);
    }

    /** Reports what a root owes when it is left. */
    static void left(
            Activation root, LockState state, HandleMarks handles, Ownership ownership, Consumer<StateEvent> events) {
        for (HeldResource held : state.resources()) {
            if (!isKept(held, handles, ownership)) {
                boolean own = handles.has(held.handle(), Kind.OWN, held.resource());
                events.accept(new StateEvent.ResourceLeft(root, held, own, state));
            }
        }
    }
}
