package io.ferrule.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a function does to the state that the kernel's rules are about. It stands for the body of the function; with
 * {@link BodyUse#MEMORY} for all but what that does to memory.
 *
 * @param match the functions it speaks of
 * @param within if present, it speaks of calls alone that are written in such functions, and of these before any other contract
 * @param context the most restrictive context in which the function may be called: {@link Context#PROCESS} for one
 *     that may block, {@link Context#NMI} for one that may be called anywhere
 * @param sleepsIf if present, the function may also sleep, when the condition holds
 * @param acquires the locks that are held when it returns, in the order in which they are taken
 * @param releases the locks that it gives back, in order
 * @param awaits the runs of callbacks that it waits for the end of
 * @param resources what it hands out that must be given back and is no lock, and what of that it takes back
 * @param state what it changes in the state of the processor
 * @param callbacks the function pointers it calls or hands on to be called
 * @param noreturn whether it never returns
 * @param body what its body is good for
 * @param instructions bound of the instructions that one call executes, callbacks not included
 * @param stackBytes bound of the stack in bytes below the caller's frame, callbacks not included
 * @param source where the kernel says so, such as {@code kernel/locking/mutex.c: might_sleep()}
 * @param reason why it is believed, in the words of who wrote it
 * @param place where the policy or the contract pack says so
 */
public record FunctionContract(
        Pattern match,
        Optional<Pattern> within,
        Context context,
        Optional<SleepCondition> sleepsIf,
        List<LockAcquisition> acquires,
        List<LockRelease> releases,
        List<CallbackRun> awaits,
        ResourceEffects resources,
        StateEffects state,
        List<Callback> callbacks,
        boolean noreturn,
        BodyUse body,
        OptionalLong instructions,
        OptionalLong stackBytes,
        Optional<String> source,
        Optional<String> reason,
        Place place) {
    public FunctionContract {
        acquires = List.copyOf(acquires);
        releases = List.copyOf(releases);
        awaits = List.copyOf(awaits);
        callbacks = List.copyOf(callbacks);
        Bounds.requireNonNegative("instructions", instructions);
        Bounds.requireNonNegative("stack", stackBytes);
    }

    /** Starts a contract that has a context and no effect. */
    public static FunctionContractBuilder builder(Context context) {
        return new FunctionContractBuilder(context);
    }

    /** Whether some call of the function may block: always for process context, else if {@link #sleepsIf} may hold. */
    public boolean mayBlock() {
        return context.maySleep() || sleepsIf.isPresent();
    }

    /**
     * The most restrictive context in which a call may happen, given the value of the argument that {@link #sleepsIf}
     * asks about. An unknown value may have any bit.
     */
    public Context contextFor(OptionalLong conditionArgument) {
        return sleepsIf.filter(s -> conditionArgument.isEmpty() || s.holdsFor(conditionArgument.getAsLong()))
                .map(s -> Context.PROCESS)
                .orElse(context);
    }

    /**
     * Whether the code after the function is atomic because of it: it took a spinning lock, or changed interrupts,
     * bottom halves, preemption or RCU.
     */
    public boolean entersAtomic() {
        return state.entersAtomic() || acquires.stream().anyMatch(a -> a.kind().spinning());
    }

    /** Whether two contracts say the same of a function, wherever and for whatever reason they say it. */
    public boolean sameMeaning(FunctionContract other) {
        return anonymous().equals(other.anonymous().withMatch(match));
    }

    private FunctionContract anonymous() {
        return new FunctionContract(
                match,
                within,
                context,
                sleepsIf,
                acquires,
                releases,
                awaits,
                resources,
                state,
                callbacks,
                noreturn,
                body,
                instructions,
                stackBytes,
                Optional.empty(),
                Optional.empty(),
                Place.UNKNOWN);
    }

    private FunctionContract withMatch(Pattern other) {
        return new FunctionContract(
                other,
                within,
                context,
                sleepsIf,
                acquires,
                releases,
                awaits,
                resources,
                state,
                callbacks,
                noreturn,
                body,
                instructions,
                stackBytes,
                source,
                reason,
                place);
    }
}
