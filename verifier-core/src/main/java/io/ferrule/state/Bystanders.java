package io.ferrule.state;

import io.ferrule.graph.CallEdge;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget.Indirect;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.SleepCondition;
import io.ferrule.program.CallOperation.Argument;
import io.ferrule.program.Constant.IntegerConstant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Visits functions that leave the state as it is. Every call in them happens in the state in which they are called, so
 * that neither order nor branches matter.
 */
final class Bystanders {

    private final Plans plans;
    private final Consumer<StateEvent> events;
    private final Set<Visit> visited = new HashSet<>();

    private record Visit(String function, LockState state) {}

    Bystanders(Plans plans, Consumer<StateEvent> events) {
        this.plans = plans;
        this.events = events;
    }

    /** Reports every call that a call of {@code target} may lead to, each once for a state. */
    void visit(Activation caller, CallSite site, String target, LockState state) {
        Deque<Activation> open = new ArrayDeque<>();
        begin(caller, site, target, state, open);
        while (!open.isEmpty()) {
            Activation next = open.remove();
            plans.watched()
                    .in(next.function())
                    .forEach(instruction ->
                            events.accept(new StateEvent.Reached(next, next.function(), instruction, next.entry())));
            for (CallSite inner : plans.calls().sitesIn(next.function())) {
                boolean sure = !(inner.target() instanceof Indirect indirect) || indirect.exact();
                LockState here = sure ? next.entry() : next.entry().unsure();
                inner.targets().forEach(callee -> call(next, inner, callee, here, open));
            }
        }
    }

    private void begin(Activation caller, CallSite site, String target, LockState state, Deque<Activation> open) {
        boolean matters = plans.relevance().isRestricted(target)
                || plans.watched().mayBeReachedFrom(target)
                || ((state.owesInPanic() || !state.resources().isEmpty())
                        && plans.relevance().mayPanic(target));
        if (matters && visited.add(new Visit(target, state))) {
            CallEdge edge = new CallEdge(site, target);
            open.add(new Activation(target, state, Optional.of(new Activation.Arrival(caller, edge))));
        }
    }

    private void call(Activation caller, CallSite site, String target, LockState state, Deque<Activation> open) {
        if (plans.relevance().beginsPanic(caller.function(), target, state)) {
            events.accept(new StateEvent.Panicked(caller, site, target, state));
        }
        Optional<FunctionContract> contract = plans.contracts().of(site, target);
        if (contract.isPresent()) {
            OptionalLong flags = contract.get()
                    .sleepsIf()
                    .map(condition -> written(site, condition))
                    .orElse(OptionalLong.empty());
            events.accept(new StateEvent.Called(caller, site, target, contract.get(), state, flags));
        } else if (plans.relevance().isFollowed(target)) {
            begin(caller, site, target, state, open);
        }
    }

    /** The flags, where they stand in the call itself. */
    private static OptionalLong written(CallSite site, SleepCondition condition) {
        List<Argument> arguments = site.instruction().call().arguments();
        return condition.argument() < arguments.size()
                        && arguments.get(condition.argument()).value() instanceof IntegerConstant number
                ? OptionalLong.of(number.value())
                : OptionalLong.empty();
    }
}
