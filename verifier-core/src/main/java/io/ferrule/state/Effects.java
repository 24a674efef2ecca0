package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.identity.LockSource;
import io.ferrule.policy.Callback;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.policy.LockAcquisition.Taken;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.LockReference;
import io.ferrule.policy.LockRelease;
import io.ferrule.policy.Ownership;
import io.ferrule.policy.ResourceAcquisition;
import io.ferrule.policy.StateEffects;
import io.ferrule.policy.StateEffects.Rcu;
import io.ferrule.policy.StateEffects.Toggle;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.SavedFlags;
import io.ferrule.state.AbstractValue.Unknown;
import io.ferrule.state.Base.Given;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Named;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.HeldLock.Place;
import io.ferrule.state.Lock.Same;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What one call of a function with a contract does to the state.
 *
 * @param arguments what is known of the arguments, each pointer with a name
 * @param id what the result is named by
 * @param type the type that a lock is taken through
 * @param sources what MIR tells of a lock, by the index of the argument that points to it
 * @param memory what is known of a pointer in memory
 * @param doubted whether the path may not be possible, so that nothing certain can be said of what is not held
 * @param handles what is known of handles before it; its own copy
 * @param events takes what happens
 */
record Effects(
        Activation activation,
        CallSite site,
        String target,
        FunctionContract contract,
        List<AbstractValue> arguments,
        Base id,
        Optional<String> type,
        IntFunction<LockSource> sources,
        Function<Address, Optional<AbstractValue>> memory,
        boolean doubted,
        HandleMarks handles,
        Ownership ownership,
        Consumer<StateEvent> events) {

    /** Deeper nesting, or more locks at once, is not followed. */
    private static final int DEEPEST = 24;

    /** What the result of a call is marked as that takes no lock and says why. */
    private static final String STATUS = "status";

    Effects {
        arguments = List.copyOf(arguments);
    }

    /**
     * One way in which the call may come back.
     *
     * @param result its result
     * @param nonzero whether the result is known not to be zero
     * @param handles what is known of handles behind it
     * @param stored what it left in memory
     */
    record Outcome(
            LockState state,
            AbstractValue result,
            boolean nonzero,
            HandleMarks handles,
            Map<Address, AbstractValue> stored) {}

    /** A state with what came out of it. */
    private record Changed(LockState state, AbstractValue result) {}

    /** The ways in which the call may come back; none where it never does. */
    List<Outcome> on(LockState before) {
        return begun(before).map(this::ended).orElse(List.of());
    }

    /** What it does before anything else: the state without what it gives back; none where it never comes back. */
    Optional<LockState> begun(LockState before) {
        LockState released = before;
        for (LockRelease release : contract.releases()) {
            released = release(released, release);
        }
        boolean waits = !contract.acquires().isEmpty();
        events.accept(new StateEvent.Called(activation, site, target, contract, waits ? released : before, flags()));
        resources().used(before, handles);
        runs(released);
        return contract.noreturn() ? Optional.empty() : Optional.of(resources().released(released, handles));
    }

    /** Whose callbacks it waits for, and what is called back for whom. */
    private void runs(LockState state) {
        contract.awaits()
                .forEach(run -> events.accept(
                        new StateEvent.Awaited(activation, site, target, object(run), run.kind(), state)));
        for (Callback callback : contract.callbacks()) {
            AbstractValue given = argument(callback.argument());
            boolean none = given instanceof Numeral number && number.value() == 0;
            callback.run()
                    .filter(run -> !none)
                    .ifPresent(run -> events.accept(new StateEvent.Registered(
                            activation, site, target, function(given), object(run), run.kind(), state)));
        }
    }

    private Lock object(CallbackRun run) {
        return run.object().map(this::lock).orElse(new Lock(Address.of(Somewhere.SOMEWHERE), Optional.empty()));
    }

    private static Optional<String> function(AbstractValue given) {
        return given instanceof Address address && address.base() instanceof Global global && address.offset() == 0
                ? Optional.of(global.symbol())
                : Optional.empty();
    }

    private List<Outcome> ended(LockState released) {
        if (contract.acquires().isEmpty() && contract.resources().acquires().isEmpty()) {
            return changed(released).stream()
                    .map(after -> new Outcome(after.state(), after.result(), false, handles.copy(), Map.of()))
                    .toList();
        }
        return acquired(released);
    }

    /** The states with every lock that it takes; none where the path is stuck. */
    List<LockState> holding(LockState released) {
        Optional<LockState> holding = Optional.of(released);
        for (LockAcquisition acquisition : contract.acquires()) {
            holding = holding.flatMap(state -> acquire(state, acquisition));
        }
        return holding.stream().toList();
    }

    private ResourceSteps resources() {
        Place place = new Place(activation, site, target);
        return new ResourceSteps(contract.resources(), ownership, place, arguments, id, doubted, events);
    }

    private List<Outcome> acquired(LockState before) {
        List<Taken> takens = Stream.concat(
                        contract.acquires().stream().map(LockAcquisition::taken),
                        contract.resources().acquires().stream().map(ResourceAcquisition::taken))
                .distinct()
                .toList();
        Taken taken = takens.get(0);
        boolean saves = contract.state()
                .irq()
                .filter(irq -> irq == StateEffects.Irq.SAVE)
                .isPresent();
        if (takens.size() > 1
                || (saves && taken != Taken.ALWAYS)
                || !resources().makesOneHandle()
                || contract.acquires().stream()
                        .anyMatch(acquisition -> acquisition.refused().isPresent())) {
            gap(
                    before,
                    "its contract says of one result that several things happen, or of memory what only its body shows");
            return List.of();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Changed after : changed(before)) {
            holding(after.state())
                    .forEach(state -> held(state, after.result(), taken).ifPresent(outcomes::add));
        }
        if (taken != Taken.ALWAYS && taken != Taken.NEVER) {
            HandleMarks after = handles.copy();
            boolean fails = taken.isZero();
            outcomes.add(new Outcome(before, refused(taken, after), fails, after, Map.of()));
        }
        return outcomes;
    }

    /** The result of a call that takes nothing. */
    private AbstractValue refused(Taken taken, HandleMarks after) {
        if (taken.isOfHandle()) {
            return resources().refused(after, taken);
        }
        if (taken == Taken.STATUS) {
            after.refused(Address.of(id), STATUS, HandleMark.Kind.NEGATIVE);
            return Address.of(id);
        }
        return taken.isZero() ? Unknown.UNKNOWN : new Numeral(0);
    }

    /** The way in which it comes back with what it takes. */
    private Optional<Outcome> held(LockState state, AbstractValue result, Taken taken) {
        HandleMarks after = handles.copy();
        LockState owing = resources().acquired(state, after);
        if (owing.resources().size() > DEEPEST) {
            gap(state, "more than " + DEEPEST + " resources are held at once");
            return Optional.empty();
        }
        AbstractValue value = taken.isZero() ? new Numeral(0) : resources().result(result);
        return Optional.of(new Outcome(
                owing, value, taken == Taken.NONZERO, after, resources().stored()));
    }

    private OptionalLong flags() {
        return contract.sleepsIf()
                .filter(condition -> condition.argument() < arguments.size())
                .map(condition -> arguments.get(condition.argument()))
                .filter(Numeral.class::isInstance)
                .map(value -> OptionalLong.of(((Numeral) value).value()))
                .orElse(OptionalLong.empty());
    }

    private Lock lock(LockReference reference) {
        if (reference instanceof LockReference.Global global) {
            return new Lock(Address.of(new Named(global.name())), Optional.empty());
        }
        if (reference instanceof LockReference.Pointed pointed) {
            return pointed(pointed);
        }
        int index = ((LockReference.Argument) reference).index();
        AbstractValue value = argument(index);
        if (value instanceof Numeral number && number.value() == 0) {
            return new Lock(Address.of(new Named("the null pointer")), Optional.empty());
        }
        Address address = value instanceof Address known ? known : Address.of(Somewhere.SOMEWHERE);
        boolean told = address.base() instanceof Given given && !given.source().isUnknown();
        return new Lock(address, type, told ? ((Given) address.base()).source() : sources.apply(index));
    }

    /** The lock that a guard names; somewhere, where nobody knows what lies in the guard. */
    private Lock pointed(LockReference.Pointed reference) {
        Address lock = Address.of(arguments, reference)
                .flatMap(memory)
                .filter(Address.class::isInstance)
                .map(Address.class::cast)
                .orElse(Address.of(Somewhere.SOMEWHERE));
        return new Lock(lock, type);
    }

    private AbstractValue argument(int index) {
        return AbstractValue.at(arguments, index);
    }

    /** A guard may have come from code that nobody has seen, or may not lie where its lock is looked for. */
    private LockState release(LockState before, LockRelease release) {
        Lock lock = lock(release.lock());
        Lock untyped = new Lock(lock.address(), Optional.empty());
        Optional<HeldLock> same = last(before, untyped, release.kind(), Same.YES);
        if (same.isPresent()) {
            return before.without(same.get());
        }
        if (release.kind() == LockKind.SEMAPHORE) {
            return before;
        }
        Optional<HeldLock> perhaps = last(before, untyped, release.kind(), Same.MAYBE);
        boolean handedOver = release.lock() instanceof LockReference.Pointed;
        boolean certain = perhaps.isEmpty() && !doubted && !handedOver;
        events.accept(new StateEvent.Released(activation, site, target, lock, release.kind(), certain, before));
        return perhaps.map(held -> before.without(held).unsure()).orElse(handedOver ? before.unsure() : before);
    }

    private static Optional<HeldLock> last(LockState state, Lock lock, LockKind kind, Same same) {
        return state.held().stream()
                .filter(held -> !held.once() && held.lock().sameAs(lock) == same && alike(held.kind(), kind))
                .reduce((first, second) -> second);
    }

    private static boolean alike(LockKind one, LockKind other) {
        return one == other || (isSpin(one) && isSpin(other));
    }

    private static boolean isSpin(LockKind kind) {
        return kind == LockKind.SPIN || kind == LockKind.RAW_SPIN;
    }

    private Optional<LockState> acquire(LockState before, LockAcquisition acquisition) {
        Lock lock = lock(acquisition.lock());
        LockKind kind = acquisition.kind();
        LockState seen = before.waitingFor(lock);
        events.accept(new StateEvent.Acquired(activation, site, target, lock, kind, acquisition.tries(), seen));
        boolean stuck = before.held().stream()
                .anyMatch(held -> held.lock().sameAs(lock) == Same.YES && !mayNest(held.kind(), kind));
        if (stuck) {
            return Optional.empty();
        }
        if (before.held().size() >= DEEPEST) {
            gap(before, "more than " + DEEPEST + " locks are held at once");
            return Optional.empty();
        }
        return Optional.of(
                acquisition.taken() == Taken.NEVER
                        ? before
                        : before.plus(new HeldLock(lock, kind, new Place(activation, site, target))));
    }

    /**
     * The state in which the function calls what it calls once; none where it waits for ever, since it is doing so already. Who
     * comes later waits for nothing: that a lock is held meanwhile is no certain order of locks.
     */
    Optional<LockState> calling(LockState before, LockRelease once) {
        Lock lock = lock(once.lock());
        LockState seen = before.waitingFor(lock);
        boolean stuck = before.held().stream().anyMatch(held -> held.lock().sameAs(lock) == Same.YES);
        events.accept(new StateEvent.Acquired(
                activation, site, target, lock, once.kind(), false, stuck ? seen : seen.unsure()));
        if (stuck) {
            return Optional.empty();
        }
        if (before.held().size() >= DEEPEST) {
            gap(before, "more than " + DEEPEST + " locks are held at once");
            return Optional.empty();
        }
        return Optional.of(before.plus(new HeldLock(lock, once.kind(), new Place(activation, site, target), true)));
    }

    /** Whether a holder of a lock may take it again: as a reader of what readers share, or where it does not wait. */
    static boolean mayNest(LockKind held, LockKind taken) {
        return switch (taken) {
            case RW_READ, RWSEM_READ, PERCPU_RWSEM_READ, SRCU_READ -> held == taken;
            case SEMAPHORE, WW_MUTEX -> true;
            default -> false;
        };
    }

    /** The state after the changes of interrupts and counts; none where they are nested too deep. */
    private List<Changed> changed(LockState before) {
        StateEffects effects = contract.state();
        int bh = before.bh() + effects.bh().map(Effects::step).orElse(0);
        int preempt = before.preempt() + effects.preempt().map(Effects::step).orElse(0);
        int rcu = before.rcu()
                + effects.rcu().map(entered -> entered == Rcu.LOCK ? 1 : -1).orElse(0);
        LockState counted = effects.none()
                ? before
                : before.withCounts(bh, preempt, rcu).changedAt(new Place(activation, site, target));
        overdone("bottom halves", before.bh(), bh, counted);
        overdone("preemption", before.preempt(), preempt, counted);
        overdone("the RCU read-side critical section", before.rcu(), rcu, counted);
        if (before.bh() > 0
                && bh <= 0
                && counted.irq() != Irq.OFF
                && !counted.held().isEmpty()) {
            events.accept(new StateEvent.InterruptsOn(activation, site, target, counted));
        }
        if (Math.max(Math.abs(bh), Math.max(Math.abs(preempt), Math.abs(rcu))) > DEEPEST) {
            gap(before, "what it switches off or on is nested more than " + DEEPEST + " levels deep");
            return List.of();
        }
        return List.of(
                effects.irq().map(irq -> interrupts(counted, irq)).orElse(new Changed(counted, Unknown.UNKNOWN)));
    }

    private static int step(Toggle toggle) {
        return toggle == Toggle.OFF ? 1 : -1;
    }

    private void overdone(String what, int before, int after, LockState state) {
        if (after < 0 && after < before) {
            events.accept(new StateEvent.Overdone(activation, site, target, what, doubted ? state.unsure() : state));
        }
    }

    private Changed interrupts(LockState before, StateEffects.Irq irq) {
        return switch (irq) {
            case OFF -> new Changed(before.withIrq(Irq.OFF), Unknown.UNKNOWN);
            case ON -> new Changed(switchedTo(before, Irq.ON), Unknown.UNKNOWN);
            case SAVE -> new Changed(saved(before), new SavedFlags(id, before.irq()));
            case RESTORE -> new Changed(restored(before), Unknown.UNKNOWN);
        };
    }

    private LockState saved(LockState before) {
        List<Base> saved = new ArrayList<>(before.saved());
        saved.add(id);
        return before.withSaved(saved).withIrq(Irq.OFF);
    }

    private LockState restored(LockState before) {
        AbstractValue flags = arguments.isEmpty() ? Unknown.UNKNOWN : arguments.get(arguments.size() - 1);
        if (!(flags instanceof SavedFlags known)) {
            events.accept(new StateEvent.Restored(activation, site, target, false, before));
            return switchedTo(before, Irq.EITHER);
        }
        List<Base> saved = new ArrayList<>(before.saved());
        int place = saved.lastIndexOf(known.id());
        if (place < 0 || place < saved.size() - 1) {
            boolean certain = known.id() != Somewhere.SOMEWHERE && !saved.contains(Somewhere.SOMEWHERE);
            events.accept(new StateEvent.Restored(activation, site, target, certain, before));
        }
        if (place >= 0) {
            saved.remove(place);
        }
        return switchedTo(before.withSaved(saved), known.irq());
    }

    private LockState switchedTo(LockState before, Irq irq) {
        LockState after = before.withIrq(irq);
        if (irq != Irq.OFF && !after.held().isEmpty()) {
            events.accept(new StateEvent.InterruptsOn(activation, site, target, after));
        }
        return after;
    }

    private void gap(LockState state, String why) {
        events.accept(new StateEvent.Gap(activation, site, target, why, state));
    }
}
