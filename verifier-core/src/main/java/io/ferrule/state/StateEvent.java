package io.ferrule.state;

import io.ferrule.graph.CallSite;
import io.ferrule.policy.FunctionContract;
import io.ferrule.policy.LockKind;
import io.ferrule.program.Instruction;
import io.ferrule.program.Terminator.Return;
import java.util.Optional;
import java.util.OptionalLong;

/** Something that happens on a path, for rules to judge. */
public sealed interface StateEvent {

    /** The activation in which it happens. */
    Activation activation();

    /** The state before it. */
    LockState state();

    /** Something that a call does. */
    sealed interface AtCall extends StateEvent {

        /** The call. */
        CallSite site();

        /** The function that is called. */
        String target();
    }

    /**
     * A function that has a contract is called.
     *
     * @param state the state before, but without the locks that the function gives back before it takes others
     * @param flags the argument that decides whether it sleeps, where there is one and it is known
     */
    record Called(
            Activation activation,
            CallSite site,
            String target,
            FunctionContract contract,
            LockState state,
            OptionalLong flags)
            implements AtCall {}

    /**
     * A lock is taken.
     *
     * @param tries whether the function does not wait for it
     */
    record Acquired(
            Activation activation,
            CallSite site,
            String target,
            Lock lock,
            LockKind kind,
            boolean tries,
            LockState state)
            implements AtCall {

        /** The same on a path of which it is not known whether it can be taken. */
        Acquired unsure() {
            return new Acquired(activation, site, target, lock, kind, tries, state.unsure());
        }
    }

    /**
     * The function waits until what is called back for an object does not run any more.
     *
     * @param object the object
     * @param kind what kind of callback it is
     */
    record Awaited(Activation activation, CallSite site, String target, Lock object, LockKind kind, LockState state)
            implements AtCall {

        /** The same in the form of a lock that is waited for. */
        public Acquired asLock() {
            return new Acquired(activation, site, target, object, kind, false, state);
        }
    }

    /**
     * A function is handed over that is called back for an object.
     *
     * @param function the function; empty where it is not known
     * @param object the object
     * @param kind what kind of callback it is
     */
    record Registered(
            Activation activation,
            CallSite site,
            String target,
            Optional<String> function,
            Lock object,
            LockKind kind,
            LockState state)
            implements AtCall {}

    /** A lock is given back that is not held, or may be another one than those that are held. */
    record Released(
            Activation activation,
            CallSite site,
            String target,
            Lock lock,
            LockKind kind,
            boolean certain,
            LockState state)
            implements AtCall {}

    /**
     * Interrupt flags are restored that were not the last ones saved.
     *
     * @param certain whether they are known to be others
     */
    record Restored(Activation activation, CallSite site, String target, boolean certain, LockState state)
            implements AtCall {}

    /** Interrupts or softirqs come from here on while locks are held; {@code state} is the one after. */
    record InterruptsOn(Activation activation, CallSite site, String target, LockState state) implements AtCall {}

    /** Something is switched on that was not switched off; {@code what} names it. */
    record Overdone(Activation activation, CallSite site, String target, String what, LockState state)
            implements AtCall {}

    /** A panic begins. */
    record Panicked(Activation activation, CallSite site, String target, LockState state) implements AtCall {}

    /** Nobody can follow further; {@code why} is a sentence. */
    record Gap(Activation activation, CallSite site, String target, String why, LockState state) implements AtCall {}

    /**
     * Something is given back that is no lock and is not owed, or may be something else than what is owed.
     *
     * @param twice whether it was given back before
     */
    record ResourceReleased(
            Activation activation,
            CallSite site,
            String target,
            String resource,
            boolean twice,
            boolean certain,
            LockState state)
            implements AtCall {}

    /**
     * Something that was given back is given to a function.
     *
     * @param certain whether the path can be taken
     */
    record ResourceUsed(
            Activation activation, CallSite site, String target, String resource, boolean certain, LockState state)
            implements AtCall {}

    /**
     * The root is left, by return or by unwinding, and owes something that is no lock.
     *
     * @param certain whether nobody else may have got it
     */
    record ResourceLeft(Activation activation, HeldResource resource, boolean certain, LockState state)
            implements StateEvent {}

    /** An instruction is executed that somebody asked about. */
    record Reached(Activation activation, String function, Instruction instruction, LockState state)
            implements StateEvent {}

    /** The root returns. */
    record Ended(Activation activation, Return instruction, LockState state) implements StateEvent {}
}
