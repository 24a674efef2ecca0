package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.Callback;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockAcquisition;
import io.ferrule.state.Base.Slot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A path that waits for a callee to come back.
 *
 * @param path the path at the call, in the names of the caller
 * @param binding how the callee calls what the caller gave it
 * @param visible the stack slots that the callee could reach
 * @param sure whether the call certainly goes to that callee
 * @param callback how an external function calls the callee back, if one does
 * @param contract what says all of the callee but what its body does to memory, if something does
 */
record Continuation(
        Frame frame,
        CallSite site,
        Path path,
        Binding binding,
        Set<Base> visible,
        boolean sure,
        Optional<Callback> callback,
        Optional<FunctionContract> contract) {

    Continuation {
        visible = Set.copyOf(visible);
    }

    /** One that waits for a callee of which no contract speaks. */
    Continuation(Frame frame, CallSite site, Path path, Binding binding, Set<Base> visible, boolean sure) {
        this(frame, site, path, binding, visible, sure, Optional.empty(), Optional.empty());
    }

    /** Whether the callee is called at most once, under a lock. */
    boolean isOnce() {
        return callback.flatMap(Callback::once).isPresent();
    }

    /** For what the callee is followed. */
    Manner manner() {
        return contract.isPresent() ? Manner.MEMORY : frame.manner();
    }

    /** What the callee takes or does not take, as its body tells. */
    Optional<LockAcquisition> decisive() {
        return contract.stream()
                .flatMap(known -> known.acquires().stream())
                .filter(LockAcquisition::mayFail)
                .findFirst();
    }

    /** Continuations of one key differ in their other facts alone, and one with what all of them know stands for all. */
    record Key(
            Activation caller,
            CallSite site,
            LockState state,
            List<AbstractValue> counts,
            Binding binding,
            Set<Base> visible,
            boolean sure,
            Optional<Callback> callback,
            Facts.Distinction distinction) {}

    Key key() {
        return new Key(
                frame.activation(),
                site,
                path.state(),
                frame.counts(site.block(), path.facts()),
                binding,
                visible,
                sure,
                callback,
                path.facts().distinction(frame.manner(), path.state(), false));
    }

    /** The path behind the call, where the callee comes back on that one; the result is in {@link Frame#RESULT}. */
    Path after(LockState state, Facts exit) {
        Renaming back = binding.backIn(frame.plan(), site);
        Facts theirs = exit.copy();
        theirs.rename(back);
        Facts facts = path.facts().withHandles(theirs.handles());
        visible.forEach(facts::clear);
        theirs.cells().forEach((place, cell) -> {
            if (place.base() instanceof Slot slot && !slot.function().equals(binding.callee())) {
                facts.cells().put(place, cell);
            }
        });
        facts.leak(theirs.leaked());
        facts.guards().addAll(theirs.guards());
        facts.marks().eachBlur(blurs -> blurs.clear(visible::contains));
        facts.marks().add(theirs.marks());
        facts.take(Frame.RESULT, theirs, Frame.RESULT);
        LockState left = contract.isPresent() ? path.state() : state.renamed(back);
        LockState after = isOnce() ? left.afterOnce() : left;
        return new Path(sure ? after : after.unsure(), facts);
    }
}
