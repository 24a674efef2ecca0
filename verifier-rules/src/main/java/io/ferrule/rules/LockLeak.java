package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockKind;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.GuardVariables;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.Activation;
import io.ferrule.state.HeldLock;
import io.ferrule.state.Irq;
import io.ferrule.state.LockState;
import io.ferrule.state.StateEvent.Ended;
import io.ferrule.state.StateEvent.Overdone;
import io.ferrule.state.StateEvent.Released;
import io.ferrule.state.StateEvent.Restored;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whatever a root takes it gives back, once and in order: locks, interrupts, bottom halves, preemption, RCU.
 *
 * <p>Sound because every way in which a root returns is looked at, in every state in which a path may come there. Where
 * a lock cannot be told from others, its release is unproved. A semaphore has no owner and may be given back elsewhere.
 */
public final class LockLeak implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("lock-leak", "FRL0023", "What is taken is given back, once, and on every path.");

    private static final String HELP = "give back on every path what was taken, and only that";

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, LockLeak::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        Stream<Concern> released =
                StateJudgements.events(context, root, Released.class).map(event -> released(root, event));
        Stream<Concern> restored =
                StateJudgements.events(context, root, Restored.class).map(event -> restored(root, event));
        Stream<Concern> overdone =
                StateJudgements.events(context, root, Overdone.class).map(event -> overdone(root, event));
        List<Ended> ends = StateJudgements.events(context, root, Ended.class).toList();
        boolean crossed = StateJudgements.events(context, root, Restored.class).anyMatch(Restored::certain);
        Stream<Concern> kept = ends.stream().flatMap(end -> kept(context, root, end, !crossed).stream());
        List<Concern> concerns = Concern.onePerCall(Stream.of(kept, released, restored, overdone)
                .flatMap(all -> all)
                .toList());
        String obligation = "`" + Names.display(root.symbol()) + "` gives back what it takes";
        String fact = ends.size() + " states in which it returns are as it was entered";
        return StateJudgements.of(context, root, DESCRIPTOR.name(), obligation, concerns, fact);
    }

    private static Concern released(Root root, Released event) {
        String lock = event.lock().text();
        String message = event.certain()
                ? "`" + Names.display(event.target()) + "` gives back " + lock + ", which is not held"
                : "`" + Names.display(event.target()) + "` gives back " + lock
                        + ", and whether that one is held is not known";
        return Concern.at(root, event, message, "gives back " + lock, Optional.empty(), event.certain(), HELP);
    }

    private static Concern restored(Root root, Restored event) {
        String message = event.certain()
                ? "`" + Names.display(event.target()) + "` restores interrupt flags out of order"
                : "`" + Names.display(event.target()) + "` restores interrupt flags, and which is not known";
        return Concern.at(
                root,
                event,
                message,
                "restores",
                Optional.empty(),
                event.certain(),
                "restore first what was saved last, each flags once");
    }

    private static Concern overdone(Root root, Overdone event) {
        String message =
                "`" + Names.display(event.target()) + "` switches on " + event.what() + ", which was not switched off";
        return Concern.at(root, event, message, "one level too many", Optional.empty(), true, HELP);
    }

    /** Flags that were restored out of order leave interrupts as they should not be: that is no news. */
    private static List<Concern> kept(RuleContext context, Root root, Ended end, boolean interrupts) {
        List<Concern> concerns = new ArrayList<>();
        for (HeldLock held : end.state().held()) {
            if (held.kind() != LockKind.SEMAPHORE) {
                concerns.add(held(context, root, end, held));
            }
        }
        changed(root, end.state(), interrupts).ifPresent(what -> concerns.add(changed(root, end, what)));
        return concerns;
    }

    private static Concern changed(Root root, Ended end, String what) {
        HeldLock.Place place = end.state().lastChange().orElseThrow();
        return new Concern(
                root,
                place.activation(),
                place.site(),
                "`" + Names.display(root.symbol()) + "` returns with " + what,
                "calls `" + Names.display(place.target()) + "`",
                Optional.empty(),
                isCertain(root, end.state()) && end.state().irq() != Irq.EITHER,
                Optional.of(HELP));
    }

    private static Concern held(RuleContext context, Root root, Ended end, HeldLock held) {
        Activation activation = held.taken().activation();
        String message = "`" + Names.display(root.symbol()) + "` returns with "
                + held.lock().text() + " held";
        return new Concern(
                root,
                activation,
                held.taken().site(),
                message,
                "takes it by `" + Names.display(held.taken().target()) + "`"
                        + GuardVariables.of(context, held.taken())
                                .map(name -> ", for `" + name + "`")
                                .orElse(""),
                Optional.empty(),
                isCertain(root, end.state()),
                Optional.of(HELP));
    }

    private static boolean isCertain(Root root, LockState state) {
        return root.contextKnown() && state.sure();
    }

    /** What is not as it was when the root was entered, locks aside. */
    private static Optional<String> changed(Root root, LockState state, boolean interrupts) {
        LockState start = LockState.atStart(root.context(), true);
        if (state.bh() > 0) {
            return Optional.of("bottom halves off");
        }
        if (state.preempt() > 0) {
            return Optional.of("preemption off");
        }
        if (state.rcu() > 0) {
            return Optional.of("an RCU read-side critical section open");
        }
        if (state.irq() == start.irq() || !interrupts) {
            return Optional.empty();
        }
        return Optional.of(
                switch (state.irq()) {
                    case ON -> "interrupts on, which were off";
                    case OFF -> "interrupts off, which were on";
                    case EITHER -> "interrupts in a state that is not known";
                });
    }
}
