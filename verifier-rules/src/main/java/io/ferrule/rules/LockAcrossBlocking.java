package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.LockMatches;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.HeldLock;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Called;
import io.ferrule.verdict.Judgement;
import java.util.List;
import java.util.Optional;

/**
 * No lock that the policy names for it is held while something may sleep, although it may: others would wait as long.
 *
 * <p>Sound because every call that a contract lets sleep is looked at in every state in which a path may come to it
 * ({@link RuleContext#states}). A held lock that may be one that is named is unproved, and so are flags that are not known.
 */
public final class LockAcrossBlocking implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "lock-across-blocking",
            "FRL0025",
            "Locks that the policy names for it are not held while something sleeps.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        LockMatches named = LockMatches.of(context, contract -> !contract.acrossBlocking());
        return StateJudgements.ofEach(context, (given, root) -> judge(given, root, named));
    }

    private static Judgement judge(RuleContext context, Root root, LockMatches named) {
        List<Concern> concerns = Concern.onePerCall(StateJudgements.events(context, root, Called.class)
                .filter(event -> event.contract().mayBlock())
                .flatMap(event -> concern(root, event, named).stream())
                .toList());
        String obligation = "`" + Names.display(root.symbol()) + "` holds no lock for long that must be short";
        String fact = named.none() ? "the policy names no such lock" : "none that is named is held where it may sleep";
        return StateJudgements.of(context, root, DESCRIPTOR.name(), obligation, concerns, fact);
    }

    private static Optional<Concern> concern(Root root, Called event, LockMatches named) {
        boolean flagged = !event.contract().context().maySleep();
        boolean awake = flagged
                && event.flags().isPresent()
                && event.contract()
                        .sleepsIf()
                        .filter(condition -> condition.holdsFor(event.flags().getAsLong()))
                        .isEmpty();
        Optional<HeldLock> held = awake ? Optional.empty() : last(event, named, Same.YES);
        Optional<HeldLock> other = awake || held.isPresent() ? held : last(event, named, Same.MAYBE);
        return other.map(lock -> {
            boolean certain = held.isPresent() && (!flagged || event.flags().isPresent());
            String message = "`" + Names.display(event.target()) + "` may sleep while "
                    + lock.lock().text() + (certain ? " is held" : " is held, which may be one that must not be");
            String label = "calls `" + Names.display(event.target()) + "`";
            return Concern.at(
                    root, event, message, label, Optional.of(lock), certain, "give the lock back before it sleeps");
        });
    }

    private static Optional<HeldLock> last(Called event, LockMatches named, Same same) {
        return event.state().held().stream()
                .filter(held -> named.match(held.lock()) == same)
                .reduce((first, second) -> second);
    }
}
