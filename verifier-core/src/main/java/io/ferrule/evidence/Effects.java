package io.ferrule.evidence;

import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.StateEffects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a contract says that a function does to what is held, without saying to which: enough to tell whether one function
 * may do it by calling another one.
 *
 * @param changes each thing that it takes or gives back
 */
record Effects(Set<Change> changes) {

    /**
     * One of them.
     *
     * @param part what of the state it is about
     * @param how what becomes of that
     */
    record Change(String part, Object how) {}

    Effects {
        changes = Set.copyOf(changes);
    }

    static Effects of(FunctionContract contract) {
        Stream<Change> locks = Stream.concat(
                contract.acquires().stream().map(taken -> new Change("take", taken.kind())),
                contract.releases().stream().map(given -> new Change("give", given.kind())));
        Stream<Change> resources = Stream.concat(
                contract.resources().acquires().stream().map(taken -> new Change("owe", taken.resource())),
                contract.resources().releases().stream().map(given -> new Change("return", given.resource())));
        Stream<Change> once = contract.callbacks().stream()
                .flatMap(callback -> callback.once().stream())
                .map(lock -> new Change("once", lock.kind()));
        return new Effects(Stream.of(locks, resources, once, ofState(contract.state()))
                .flatMap(changes -> changes)
                .collect(Collectors.toSet()));
    }

    private static Stream<Change> ofState(StateEffects state) {
        return Stream.of(
                        state.irq().map(how -> new Change("irq", how)),
                        state.bh().map(how -> new Change("bh", how)),
                        state.preempt().map(how -> new Change("preempt", how)),
                        state.rcu().map(how -> new Change("rcu", how)))
                .flatMap(Optional::stream);
    }

    boolean none() {
        return changes.isEmpty();
    }
}
