package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.policy.LockKind;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.LockNestings;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.HeldLock;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.StateEvent.Acquired;
import io.ferrule.state.StateEvent.Awaited;
import io.ferrule.verdict.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * No path waits for a lock that it holds itself.
 *
 * <p>Sound because every call that takes a lock is looked at in every state in which a path may come to it
 * ({@link RuleContext#states}). A lock that cannot be told from a held one is unproved. Readers may not nest, since a writer
 * may have come between, but for those of an {@code rwlock_t} in interrupts.
 *
 * <p>Nor does a callback wait until it is over itself; whom one waits for is told by {@link RuleContext#runs}.
 */
public final class DoubleLock implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("double-lock", "FRL0020", "Nobody waits for a lock that they hold.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, DoubleLock::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        List<Acquired> taken =
                StateJudgements.events(context, root, Acquired.class).toList();
        Stream<Concern> locks =
                taken.stream().filter(event -> !event.tries()).flatMap(event -> concern(context, root, event).stream());
        Stream<Concern> runs = StateJudgements.events(context, root, Awaited.class)
                .flatMap(event -> concern(context, root, event).stream());
        List<Concern> concerns = Concern.onePerCall(Stream.concat(locks, runs).toList());
        String obligation = "`" + Names.display(root.symbol()) + "` takes no lock that it holds";
        long calls = taken.stream().map(Acquired::site).distinct().count();
        String fact = "none of " + calls + " calls that take a lock can come to one that is held";
        return StateJudgements.of(context, root, DESCRIPTOR.name(), obligation, concerns, fact);
    }

    private static Optional<Concern> concern(RuleContext context, Root root, Acquired event) {
        Optional<HeldLock> same = last(event, Same.YES, held -> true);
        Optional<HeldLock> other = same.isPresent()
                ? same
                : last(event, Same.MAYBE, held -> !LockNestings.areOrdered(context, held.lock(), event.lock()));
        return other.map(held -> {
            boolean certain = same.isPresent() && event.kind() != LockKind.SEMAPHORE;
            String lock = event.lock().text();
            String message = certain
                    ? "`" + Names.display(event.target()) + "` waits for " + lock + ", which is held already"
                    : "`" + Names.display(event.target()) + "` takes " + lock + ", which may be "
                            + held.lock().text() + ", which is held";
            return Concern.at(
                    root,
                    event,
                    message,
                    "takes " + lock + (certain ? " again" : ""),
                    Optional.of(held),
                    certain,
                    "give the first guard back before, or pass it on");
        });
    }

    /** A callback waits until it is over itself. */
    private static Optional<Concern> concern(RuleContext context, Root root, Awaited event) {
        Same same = context.runs().isFor(root, event.object(), event.kind());
        if (same == Same.NO) {
            return Optional.empty();
        }
        String object = event.object().text(event.kind());
        String message = "`" + Names.display(event.target()) + "` waits for " + object
                + (same == Same.YES ? ", which runs `" : ", which may run `") + Names.display(root.symbol())
                + "` itself";
        return Optional.of(Concern.at(
                root,
                event,
                message,
                "waits for " + object,
                Optional.empty(),
                same == Same.YES,
                "cancel it without waiting, or from elsewhere"));
    }

    private static Optional<HeldLock> last(Acquired event, Same same, Predicate<HeldLock> wanted) {
        return event.state().held().stream()
                .filter(held -> held.lock().sameAs(event.lock()) == same)
                .filter(wanted)
                .filter(held -> held.conflictsWith(event.kind(), event.state().readsRecursively()))
                .reduce((first, second) -> second);
    }
}
