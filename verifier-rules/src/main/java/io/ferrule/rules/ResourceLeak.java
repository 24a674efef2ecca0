package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.HeldResource;
import io.ferrule.state.StateEvent.Panicked;
import io.ferrule.state.StateEvent.ResourceLeft;
import io.ferrule.state.StateEvent.ResourceReleased;
import io.ferrule.state.StateEvent.ResourceUsed;
import io.ferrule.verdict.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records, references and whatever else contracts say must be given back is given back, once, on every path.
 *
 * <p>Sound because every way out of a root is looked at, by return and by unwinding, every panic, and every call that
 * gives back, in every state in which a path may come there ({@link RuleContext#states}). A handle that somebody else
 * may have got is owed still, but whether it leaks is not known: unproved. One that was stored where others find it is trusted
 * to them where a {@code [[resource]]} allows that, and the verdict says so.
 *
 * <p>What a function hands out by its result comes back in one of two ways, with it or without; what the contract says of
 * the result in each of them (null, an error, a number below zero) is kept with the handle and decides about branches on it,
 * so that neither way goes on where the other one does. A handle that came into being with a call is used after its release
 * where a function with a contract is given it, or a pointer into it, and nothing is owed for it any more.
 */
public final class ResourceLeak implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "resource-leak", "FRL0028", "Records, references and the like are given back, once, on every path.");

    private static final String HELP = "give it back on every path, once, or hand it to what does";

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, ResourceLeak::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        Stream<Concern> left =
                StateJudgements.events(context, root, ResourceLeft.class).map(event -> left(root, event));
        Stream<Concern> released =
                StateJudgements.events(context, root, ResourceReleased.class).map(event -> released(root, event));
        Stream<Concern> used =
                StateJudgements.events(context, root, ResourceUsed.class).map(event -> used(root, event));
        Stream<Concern> panicked = StateJudgements.events(context, root, Panicked.class)
                .filter(event -> !event.state().resources().isEmpty())
                .map(event -> panicked(root, event));
        List<Concern> concerns = Concern.onePerCall(
                Stream.of(left, released, used, panicked).flatMap(all -> all).toList());
        String obligation = "`" + Names.display(root.symbol()) + "` gives back what is handed out to it";
        return StateJudgements.of(
                context, root, DESCRIPTOR.name(), obligation, concerns, "nothing is owed where it is left");
    }

    private static Concern left(Root root, ResourceLeft event) {
        HeldResource held = event.resource();
        String name = Names.display(held.taken().target());
        String message = "what `" + name + "` hands out (" + held.resource() + ") is "
                + (event.certain() ? "not given back on every path" : "not seen to be given back on every path");
        boolean certain =
                event.certain() && root.contextKnown() && event.state().sure();
        return new Concern(
                root,
                held.taken().activation(),
                held.taken().site(),
                message,
                "gets it by `" + name + "`",
                Optional.empty(),
                certain,
                Optional.of(HELP));
    }

    private static Concern released(Root root, ResourceReleased event) {
        String start = "`" + Names.display(event.target()) + "` gives back a " + event.resource();
        String message = event.twice()
                ? start + " that was given back already"
                : start + (event.certain() ? " that is not owed" : ", and whether it is owed is not known");
        return Concern.at(root, event, message, "gives it back", Optional.empty(), event.certain(), HELP);
    }

    private static Concern used(Root root, ResourceUsed event) {
        String message = "`" + Names.display(event.target()) + "` is given a " + event.resource()
                + " that was given back already";
        return Concern.at(
                root,
                event,
                message,
                "uses it",
                Optional.empty(),
                event.certain(),
                "use it before it is given back, or take it once more");
    }

    private static Concern panicked(Root root, Panicked event) {
        List<HeldResource> owed = event.state().resources();
        String message = "`" + Names.display(event.target()) + "` may be called while a "
                + owed.get(owed.size() - 1).resource() + " is owed, and nobody would give it back";
        return Concern.at(root, event, message, "panics", Optional.empty(), true, HELP);
    }
}
