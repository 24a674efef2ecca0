package io.ferrule.analysis;

import io.ferrule.policy.Context;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.StateEffects;
import io.ferrule.policy.StateEffects.Irq;
import io.ferrule.policy.StateEffects.Rcu;
import io.ferrule.policy.StateEffects.Toggle;
import java.util.Optional;

/**
 * Which context the code after a call may be in because of it. To restore the interrupt state may switch interrupts off
 * too: that is for the caller's number to say, and nobody looks where it comes from.
 */
public final class AtomicEffects {

    private AtomicEffects() {}

    /** The most restrictive context that the function may leave its caller in; empty where it changes nothing. */
    public static Optional<Context> raisedBy(FunctionContract contract) {
        StateEffects state = contract.state();
        if (state.irq().filter(irq -> irq != Irq.ON).isPresent()) {
            return Optional.of(Context.HARDIRQ);
        }
        if (state.bh().filter(bh -> bh == Toggle.OFF).isPresent()) {
            return Optional.of(Context.SOFTIRQ);
        }
        if (state.rcu().filter(rcu -> rcu == Rcu.LOCK).isPresent()) {
            return Optional.of(Context.RCU_READ);
        }
        boolean spins =
                contract.acquires().stream().anyMatch(lock -> lock.kind().spinning());
        boolean preempt = state.preempt().filter(toggle -> toggle == Toggle.OFF).isPresent();
        return spins || preempt ? Optional.of(Context.PREEMPT_OFF) : Optional.empty();
    }
}
