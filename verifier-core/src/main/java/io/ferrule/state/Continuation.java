package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.state.Base.Slot;
import java.util.List;
import java.util.Set;

/**
 * A path that waits for a callee to come back.
 *
 * @param path the path at the call, in the names of the caller
 * @param binding how the callee calls what the caller gave it
 * @param visible the stack slots that the callee could reach
 * @param sure whether the call certainly goes to that callee
 * @param callback whether the callee is called by an external function, perhaps again and again
 */
record Continuation(
        Frame frame, CallSite site, Path path, Binding binding, Set<Base> visible, boolean sure, boolean callback) {

    Continuation {
        visible = Set.copyOf(visible);
    }

    /** Continuations of one key differ in their facts alone, and one with what all of them know stands for all. */
    record Key(
            Activation caller,
            CallSite site,
            LockState state,
            List<AbstractValue> counts,
            Binding binding,
            Set<Base> visible,
            boolean sure,
            boolean callback) {}

    Key key() {
        List<AbstractValue> counts = frame.counts(site.block(), path.facts());
        return new Key(frame.activation(), site, path.state(), counts, binding, visible, sure, callback);
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
        facts.marks().add(theirs.marks());
        facts.take(Frame.RESULT, theirs, Frame.RESULT);
        LockState after = state.renamed(back);
        return new Path(sure ? after : after.unsure(), facts);
    }
}
