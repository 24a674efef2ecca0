package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.identity.LockSource;
import io.ferrule.policy.Callback;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Calls.Follower;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a function calls back before it returns. It may call it never, once or often, each time in the state that the last call
 * left.
 *
 * <p>What is called at most once, under a lock ({@link Callback#once}), is called in a state that is not sure, as is all that
 * comes behind it: nobody knows whether someone else was the first. So nothing is refuted for what only happens there, but for
 * one thing: where it waits for that lock anew, it was called, and waits for itself. Nothing is lost either: the path on which it
 * is not called is followed too, and every judgement asks of a path that is not sure what it asks of others.
 *
 * <p>Where that panicked before, and unwound, the call panics with all that its caller holds. Whether it did is not asked: any
 * thread may have been the first. A program that cannot unwind ended with the first panic.
 */
final class CallbackCalls {

    private final Plans plans;
    private final Follower follower;
    private final Consumer<StateEvent> events;

    CallbackCalls(Plans plans, Follower follower, Consumer<StateEvent> events) {
        this.plans = plans;
        this.follower = follower;
        this.events = events;
    }

    /** Follows what is called back on that path, behind all else that the call does. */
    void begin(
            Frame frame, CallSite site, Callback callback, List<AbstractValue> arguments, Effects effects, Path path) {
        AbstractValue given = AbstractValue.at(arguments, callback.argument());
        if (given instanceof Numeral number && number.value() == 0) {
            return;
        }
        if (mayPanic(site, callback, arguments) && path.state().owesInPanic()) {
            events.accept(new StateEvent.Panicked(
                    frame.activation(),
                    site,
                    site.targets().get(0),
                    path.state().unsure()));
        }
        Optional<LockState> state = callback.once().isPresent()
                ? effects.calling(path.state(), callback.once().get())
                : Optional.of(path.state());
        Optional<String> target = called(callback, given);
        if (target.isEmpty()) {
            path.facts()
                    .leak(Bases.in(AbstractValue.at(arguments, callback.argument() - 1))
                            .collect(Collectors.toSet()));
            events.accept(new StateEvent.Gap(
                    frame.activation(),
                    site,
                    site.targets().get(0),
                    "the function that it calls back is not known",
                    path.state()));
            return;
        }
        state.ifPresent(calling -> follow(
                frame, site, callback, arguments, target.get(), path.copy().in(calling)));
    }

    /** The same once more, behind a call of it that left another state. */
    void again(Continuation continuation, List<AbstractValue> arguments, Path after) {
        boolean same = after.state().equals(continuation.path().state());
        if (!same && !continuation.isOnce()) {
            String target = continuation.binding().callee();
            Callback callback = continuation.callback().orElseThrow();
            follow(continuation.frame(), continuation.site(), callback, arguments, target, after.copy());
        }
    }

    /** Whether the call panics if what it calls once did so before. */
    private boolean mayPanic(CallSite site, Callback callback, List<AbstractValue> arguments) {
        boolean asks = callback.panicsUnless().isPresent()
                && !(AbstractValue.at(arguments, callback.panicsUnless().getAsInt()) instanceof Numeral number
                        && number.value() != 0);
        return asks
                && plans.calls()
                        .program()
                        .function(site.targets().get(0))
                        .filter(function -> function.attributes().has("nounwind"))
                        .isEmpty();
    }

    private void follow(
            Frame frame, CallSite site, Callback callback, List<AbstractValue> arguments, String target, Path path) {
        List<AbstractValue> given = callback.method().isPresent()
                ? List.of(AbstractValue.at(arguments, callback.argument() - 1))
                : List.of();
        Set<Base> visible = path.facts().reachable(given);
        Binding binding = Binding.of(target, given, index -> LockSource.UNKNOWN);
        Optional<Callback> back = Optional.of(callback);
        follower.follow(
                new Continuation(frame, site, path, binding, visible, true, back, Optional.empty()), target, given);
    }

    /** The function that is called; none where it is not known, or has a contract or no body. */
    private Optional<String> called(Callback callback, AbstractValue given) {
        return Optional.of(given)
                .filter(Address.class::isInstance)
                .map(Address.class::cast)
                .filter(address -> address.offset() == 0 && address.base() instanceof Global)
                .map(address -> ((Global) address.base()).symbol())
                .flatMap(symbol -> callback.method().isPresent()
                        ? plans.methods().at(symbol, callback.method().getAsInt())
                        : Optional.of(symbol))
                .filter(plans.relevance()::isFollowed);
    }
}
