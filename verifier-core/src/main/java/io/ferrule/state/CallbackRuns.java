package io.ferrule.state;

import io.ferrule.analysis.Root;
import io.ferrule.graph.Aliases;
import io.ferrule.graph.CallGraph;
import io.ferrule.policy.CallbackRun;
import io.ferrule.policy.LockKind;
import io.ferrule.policy.PolicyBinding.Bound;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Awaited;
import io.ferrule.state.StateEvent.Registered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which roots someone waits for who waits until a callback is over: those that are called back for the work, the timer or the
 * interrupt line.
 *
 * <p>For an object whose function is seen to be handed over, or lies in the static that it is ({@link StaticCallbacks}), it is
 * that function. It may be each of
 *
 * <ul>
 *   <li>the functions that are handed over for an object that may be the same one, or of which nobody saw for which;
 *   <li>the functions that are called back as a contract says that names no object, and the entry points of the policy that
 *       have the type of such a callback: for an object whose function is not seen to be handed over;
 *   <li>the functions of which nobody says who calls them.
 * </ul>
 *
 * <p>Assumed: an object has one function. Entry points of another type are not called within a run that is waited for.
 */
public final class CallbackRuns {

    /** Someone who waits. */
    private record Wait(Lock object, LockKind kind) {}

    private final StaticCallbacks statics;
    private final CallbackTypes types;
    private final Aliases aliases;
    private final Bound policy;
    private final List<Registered> registered = new ArrayList<>();
    private final Map<Wait, Awaited> awaited = new LinkedHashMap<>();

    private CallbackRuns(CallGraph calls, Bound policy) {
        this.aliases = new Aliases(calls.program());
        this.statics = new StaticCallbacks(calls.program(), aliases);
        this.types = new CallbackTypes(calls.program(), aliases);
        this.policy = policy;
    }

    /**
     * The runs of what is called back in a program.
     *
     * @param events what happens on the paths of each root
     */
    public static CallbackRuns of(
            CallGraph calls, Bound policy, Function<Root, List<StateEvent>> events, List<Root> roots) {
        CallbackRuns runs = new CallbackRuns(calls, policy);
        for (Root root : roots) {
            for (StateEvent event : events.apply(root)) {
                if (event instanceof Registered one) {
                    runs.registered.add(one);
                } else if (event instanceof Awaited one) {
                    runs.awaited.putIfAbsent(new Wait(anywhere(one.object()), one.kind()), one);
                }
            }
        }
        return runs;
    }

    /** A callback whose run may be that of a root. */
    record Run(HeldLock held, boolean certain) {}

    /** What is over only when that root is, of all that someone waits for. */
    List<Run> heldBy(Root root) {
        List<Run> held = new ArrayList<>();
        awaited.forEach((wait, event) -> {
            Same same = isFor(root, wait.object(), wait.kind());
            if (same != Same.NO) {
                HeldLock.Place place = new HeldLock.Place(event.activation(), event.site(), event.target());
                held.add(new Run(new HeldLock(wait.object(), wait.kind(), place), same == Same.YES));
            }
        });
        return held;
    }

    /** Whether who waits for the run of what is called back for that object waits for the end of that root. */
    public Same isFor(Root root, Lock awaitedFor, LockKind kind) {
        Lock object = anywhere(awaitedFor);
        Same seen = isSeenFor(root, object, kind);
        if (seen != Same.NO) {
            return seen;
        }
        return !root.contextKnown() || isOpen(root, object, kind) ? Same.MAYBE : Same.NO;
    }

    private Same isSeenFor(Root root, Lock object, LockKind kind) {
        if (statics.functionOf(object, kind).filter(root.symbol()::equals).isPresent()) {
            return Same.YES;
        }
        Same best = Same.NO;
        for (Registered one : registered) {
            boolean ours = one.kind() == kind
                    && one.function()
                            .map(name -> aliases.follow(name).equals(root.symbol()))
                            .orElse(true);
            Same same = ours ? LockClass.same(anywhere(one.object()), object) : Same.NO;
            if (same == Same.YES && one.function().isPresent()) {
                return Same.YES;
            }
            best = same == Same.NO ? best : Same.MAYBE;
        }
        return best;
    }

    /** Whether nobody says for which object the root is called back, or for none, and the object's own function is not seen. */
    private boolean isOpen(Root root, Lock object, LockKind kind) {
        boolean possible =
                kind.run().filter(context -> context.within(root.context())).isPresent();
        if (root.origin() instanceof Root.Origin.CalledBack back) {
            List<LockKind> kinds = policy.contractOf(back.registrar()).stream()
                    .flatMap(contract -> contract.callbacks().stream())
                    .flatMap(callback -> callback.run().stream())
                    .map(CallbackRun::kind)
                    .toList();
            return kinds.isEmpty()
                    ? (possible || kind == LockKind.IRQ_LINE) && !isOwned(object, kind)
                    : kinds.contains(kind) && !isRegistered(root.symbol());
        }
        return root.origin() instanceof Root.Origin.Declared
                && possible
                && types.fit(root.symbol(), kind)
                && !isOwned(object, kind);
    }

    private boolean isRegistered(String function) {
        return registered.stream()
                .flatMap(one -> one.function().stream())
                .anyMatch(name -> aliases.follow(name).equals(function));
    }

    /** Whether the function of the object is known: all of what is no more certainly its own is another one's. */
    private boolean isOwned(Lock object, LockKind kind) {
        return statics.functionOf(object, kind).isPresent()
                || registered.stream()
                        .anyMatch(one -> one.kind() == kind
                                && one.function().isPresent()
                                && isClassOf(anywhere(one.object()), object));
    }

    /** Whether two objects are one, or of one class that MIR knows. */
    private static boolean isClassOf(Lock one, Lock other) {
        return LockClass.same(one, other) == Same.YES
                || (!one.source().isUnknown() && LockClass.of(one).equals(LockClass.of(other)));
    }

    /** A stack slot, which has another name for everybody else. */
    private static Lock anywhere(Lock object) {
        Optional<Base> slot = Optional.of(object.address().base()).filter(Base.Slot.class::isInstance);
        return slot.isPresent()
                ? new Lock(AbstractValue.Address.of(Base.Somewhere.SOMEWHERE), object.type(), object.source())
                : object;
    }
}
