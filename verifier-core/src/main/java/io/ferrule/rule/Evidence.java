package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.evidence.Balanced;
import io.ferrule.evidence.Disagreement;
import io.ferrule.evidence.LostCall;
import io.ferrule.graph.CallSite;
import io.ferrule.mir.Span;
import io.ferrule.program.Names;
import io.ferrule.state.Activation;
import io.ferrule.state.HeldLock;
import io.ferrule.state.HeldResource;
import io.ferrule.state.Lock.Same;
import io.ferrule.state.LockState;
import io.ferrule.state.StateEvent;
import io.ferrule.state.StateEvent.Acquired;
import io.ferrule.state.StateEvent.Called;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why nothing can be proved about the locks of a root: MIR and LLVM IR disagree about its guards, or a function under contract
 * was inlined.
 */
final class Evidence {

    private static final String HELP =
            "take it by a function that has a contract; or say in its [[guard]] that it may be"
                    + " held unseen, with the reason why nobody waits for it: `unseen = \"allowed\"`";

    private Evidence() {}

    /** The disagreements in the code of a root, and the calls that inlining took out of it, as reasons. */
    static List<Finding> of(RuleContext context, Root root) {
        Stream<Disagreement> notKept = context.balanced(root).stream()
                .filter(balanced -> isVisited(context, root, balanced) && !isKept(context, root, balanced))
                .map(Balanced::disagreement);
        Stream<Finding> disagreements = Stream.concat(context.disagreements(root).stream(), notKept)
                .distinct()
                .map(one -> finding(context, root, one));
        Stream<Finding> lost = context.lostCalls(root).stream().map(one -> finding(context, root, one));
        return Stream.concat(disagreements, lost).toList();
    }

    /** Whether a path takes something there and goes on: who waits for a lock that they hold never comes further. */
    private static boolean isVisited(RuleContext context, Root root, Balanced balanced) {
        boolean stuck = StateJudgements.events(context, root, Acquired.class)
                .filter(event -> isWithin(event, balanced))
                .anyMatch(event -> event.state().held().stream()
                        .anyMatch(held -> held.lock().sameAs(event.lock()) == Same.YES));
        return !stuck
                && StateJudgements.events(context, root, Called.class).anyMatch(event -> isWithin(event, balanced));
    }

    /** Whether something that was taken there is held anywhere behind it. */
    private static boolean isKept(RuleContext context, Root root, Balanced balanced) {
        return context.events(root).stream()
                .filter(event -> !isWithin(event, balanced))
                .anyMatch(event ->
                        taken(event.state()).anyMatch(place -> isWithin(place.activation(), place.site(), balanced)));
    }

    private static Stream<HeldLock.Place> taken(LockState state) {
        return Stream.of(
                        state.held().stream().map(HeldLock::taken),
                        state.resources().stream().map(HeldResource::taken),
                        state.lastChange().filter(place -> state.isSwitched()).stream())
                .flatMap(places -> places);
    }

    private static boolean isWithin(StateEvent event, Balanced balanced) {
        return event instanceof StateEvent.AtCall call && isWithin(call.activation(), call.site(), balanced);
    }

    private static boolean isWithin(Activation activation, CallSite site, Balanced balanced) {
        return balanced.sites().contains(site)
                || activation.path().stream().anyMatch(edge -> balanced.sites().contains(edge.site()));
    }

    /** Whether more may seem to be held than is, so that no path shows for certain that something is. */
    static boolean isHeldInDoubt(RuleContext context, Root root) {
        return context.disagreements(root).stream().anyMatch(Disagreement::unreleased)
                || context.lostCalls(root).stream().anyMatch(LostCall::held);
    }

    private static Finding finding(RuleContext context, Root root, Disagreement one) {
        Optional<SourceSpan> span =
                Optional.of(one.at()).filter(at -> at.line() > 0).map(Evidence::place);
        Witness way = Witness.of(
                context,
                root,
                context.reach(root).pathTo(one.function()),
                one.function(),
                one.executes(),
                "this executes");
        List<WitnessStep> steps = new ArrayList<>(way.steps());
        steps.add(new WitnessStep(Names.display(root.symbol()), span, one.message()));
        return new Finding(
                Reasons.UNSUPPORTED,
                one.message(),
                span.or(way::primary),
                "here",
                steps,
                List.of(),
                Optional.of(HELP),
                Fingerprint.of(List.of(Reasons.UNSUPPORTED, one.message(), root.symbol())));
    }

    private static Finding finding(RuleContext context, Root root, LostCall lost) {
        Witness way = Witness.of(
                context,
                root,
                context.reach(root).pathTo(lost.function()),
                lost.function(),
                lost.executes(),
                "this executes");
        return new Finding(
                Reasons.UNSUPPORTED,
                lost.message(),
                lost.at()
                        .flatMap(at -> Witness.primary(at, context.trustedCrates()))
                        .or(way::primary),
                "here",
                way.steps(),
                List.of(),
                Optional.of(lost.help()),
                Fingerprint.of(List.of(Reasons.UNSUPPORTED, lost.message(), root.symbol())));
    }

    private static SourceSpan place(Span at) {
        return new SourceSpan(at.file(), at.line(), at.column());
    }
}
