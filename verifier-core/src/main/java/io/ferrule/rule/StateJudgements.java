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
import java.util.function.Function;
import java.util.stream.Stream;

/** How rules about the state of paths come to their answer. */
public final class StateJudgements {

    private StateJudgements() {}

    /** The events of one kind on the paths of a root. */
    public static <E extends StateEvent> Stream<E> events(RuleContext context, Root root, Class<E> kind) {
        return context.events(root).stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Why nothing can be proved about the states on the paths of a root, whatever the rule. */
    public static List<Finding> gaps(RuleContext context, Root root) {
        List<Finding> gaps = new ArrayList<>(context.opaque(root));
        gaps.addAll(context.unknownCallees(root));
        events(context, root, StateEvent.Gap.class).forEach(gap -> gaps.add(gap(context, root, gap)));
        return gaps;
    }

    /** As {@link #gaps}, for a rule that rests on which locks and sections are held. */
    public static List<Finding> lockGaps(RuleContext context, Root root) {
        List<Finding> gaps = new ArrayList<>(gaps(context, root));
        gaps.addAll(Evidence.of(context, root));
        return gaps;
    }

    /**
     * Whether more may seem to be held on the paths of a root than is, since the drop of a guard executes and is not seen to
     * give anything back: then what is held shows nothing for certain.
     */
    public static boolean isHeldInDoubt(RuleContext context, Root root) {
        return Evidence.isHeldInDoubt(context, root);
    }

    /**
     * As {@link RootJudgements#ofEach}, of what runs and of the paths that lead there. Where something is wrong with a root, or
     * seems to be, it is judged once more with its paths told apart.
     */
    public static List<Judgement> ofEach(RuleContext context, BiFunction<RuleContext, Root, Judgement> judge) {
        return RootJudgements.ofEach(
                context, RuleContext::leadsTo, (given, root) -> closely(given, each -> judge.apply(each, root)));
    }

    /** The answer of a rule; where it has something to find fault with, the answer with paths told apart. */
    public static Judgement closely(RuleContext context, Function<RuleContext, Judgement> judge) {
        Judgement first = judge.apply(context);
        boolean ours =
                findings(first).stream().anyMatch(finding -> finding.rule().equals(first.rule()));
        return ours ? judge.apply(context.apart()) : first;
    }

    private static List<Finding> findings(Judgement judgement) {
        if (judgement instanceof Judgement.Refuted refuted) {
            return refuted.findings();
        }
        return judgement instanceof Judgement.Unproved unproved ? unproved.reasons() : List.of();
    }

    /** The answer about the program as a whole, which holds if nothing is wrong and no root has a gap. */
    public static Judgement ofAll(
            RuleContext context,
            String rule,
            String obligation,
            List<Finding> refuted,
            List<Finding> unproved,
            String fact) {
        boolean doubtful = context.roots().all().stream().anyMatch(root -> isHeldInDoubt(context, root));
        List<Finding> refused = Allowances.refused(context, rule, refuted);
        if (!refused.isEmpty() && !doubtful) {
            return new Judgement.Refuted(rule, obligation, refused);
        }
        List<Finding> reasons = new ArrayList<>(refused);
        reasons.addAll(unproved);
        context.roots().all().forEach(root -> reasons.addAll(lockGaps(context, root)));
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
        boolean doubtful = isHeldInDoubt(context, root);
        List<Finding> found = concerns.stream()
                .filter(concern -> concern.certain() && !doubtful)
                .map(concern -> concern.finding(context, rule))
                .toList();
        List<Finding> refuted = Allowances.refused(context, rule, found);
        List<Finding> unproved = new ArrayList<>(lockGaps(context, root));
        concerns.stream()
                .filter(concern -> !concern.certain() || doubtful)
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
