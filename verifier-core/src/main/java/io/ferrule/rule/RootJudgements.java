package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** How rules come to their answers about roots that share code: each part of it is judged with one of them. */
public final class RootJudgements {

    private RootJudgements() {}

    /**
     * The answers about all roots, in their order. What is proved of a root whose code is in part judged with earlier ones
     * holds only if it is proved of these, and without allowances: who accepts a finding about one root, perhaps because of
     * where that one is called, says nothing of another root that leads there.
     *
     * @param earlier the roots with which a part of what a root leads to is judged
     * @param judge the answer about the rest of one root, by the allowances of the context that it is given
     */
    public static List<Judgement> ofEach(
            RuleContext context,
            BiFunction<RuleContext, Root, Set<Root>> earlier,
            BiFunction<RuleContext, Root, Judgement> judge) {
        RuleContext strict = context.allowances().isEmpty() ? context : context.withoutAllowances();
        List<Judgement> answers = new ArrayList<>();
        Set<Root> open = new HashSet<>();
        for (Root root : context.roots().all()) {
            Judgement own = judge.apply(context, root);
            Judgement answer = own instanceof Judgement.Proved ? withEarlier(context, root, own, earlier, open) : own;
            answers.add(answer);
            Judgement alone =
                    strict == context || !(answer instanceof Judgement.Proved) ? answer : judge.apply(strict, root);
            if (!(alone instanceof Judgement.Proved)) {
                open.add(root);
            }
        }
        return List.copyOf(answers);
    }

    private static Judgement withEarlier(
            RuleContext context,
            Root root,
            Judgement own,
            BiFunction<RuleContext, Root, Set<Root>> earlier,
            Set<Root> open) {
        List<Finding> reasons = earlier.apply(context, root).stream()
                .filter(open::contains)
                .map(other -> Reasons.sharedWith(context, own.rule(), root, other))
                .toList();
        return reasons.isEmpty() ? own : new Judgement.Unproved(own.rule(), own.obligation(), reasons);
    }
}
