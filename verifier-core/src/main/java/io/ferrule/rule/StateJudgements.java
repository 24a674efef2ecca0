package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.program.Names;
import io.ferrule.state.StateEvent;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** How rules about the state of paths come to their answer. */
public final class StateJudgements {

    private StateJudgements() {}

    /** The events of one kind on the paths of a root. */
    public static <E extends StateEvent> Stream<E> events(RuleContext context, Root root, Class<E> kind) {
        return context.states().events(root).stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Why nothing can be proved about the states on the paths of a root, whatever the rule. */
    public static List<Finding> gaps(RuleContext context, Root root) {
        List<Finding> gaps = new ArrayList<>(context.opaque(root));
        gaps.addAll(context.unknownCallees(root));
        events(context, root, StateEvent.Gap.class).forEach(gap -> gaps.add(gap(context, root, gap)));
        return gaps;
    }

    /** As {@link RootJudgements#ofEach}, of what runs and of the paths that lead there. */
    public static List<Judgement> ofEach(RuleContext context, BiFunction<RuleContext, Root, Judgement> judge) {
        return RootJudgements.ofEach(context, RuleContext::leadsTo, judge);
    }

    /** The answer about the program as a whole, which holds if nothing is wrong and no root has a gap. */
    public static Judgement ofAll(
            RuleContext context,
            String rule,
            String obligation,
            List<Finding> refuted,
            List<Finding> unproved,
            String fact) {
        List<Finding> refused = Allowances.refused(context, rule, refuted);
        if (!refused.isEmpty()) {
            return new Judgement.Refuted(rule, obligation, refused);
        }
        List<Finding> reasons = new ArrayList<>(unproved);
        context.roots().all().forEach(root -> reasons.addAll(gaps(context, root)));
        return reasons.isEmpty()
                ? new Judgement.Proved(rule, obligation, List.of(fact))
                : new Judgement.Unproved(rule, obligation, reasons);
    }

    private static Finding gap(RuleContext context, Root root, StateEvent.Gap gap) {
        String message = "`" + Names.display(gap.target()) + "` cannot be followed: " + gap.why();
        return Concern.at(root, gap, message, "here", Optional.empty(), false, "make it simpler")
                .finding(context, Reasons.UNSUPPORTED);
    }

    /** The answer about one root, which holds if there is no concern and no gap. */
    public static Judgement of(
            RuleContext context, Root root, String rule, String obligation, List<Concern> concerns, String fact) {
        List<Finding> found = concerns.stream()
                .filter(Concern::certain)
                .map(concern -> concern.finding(context, rule))
                .toList();
        List<Finding> refuted = Allowances.refused(context, rule, found);
        List<Finding> unproved = new ArrayList<>(gaps(context, root));
        concerns.stream()
                .filter(concern -> !concern.certain())
                .map(concern -> concern.finding(context, rule))
                .forEach(unproved::add);
        if (!refuted.isEmpty()) {
            return new Judgement.Refuted(rule, obligation, refuted);
        }
        return unproved.isEmpty()
                ? new Judgement.Proved(rule, obligation, List.of(fact))
                : new Judgement.Unproved(rule, obligation, unproved);
    }
}
