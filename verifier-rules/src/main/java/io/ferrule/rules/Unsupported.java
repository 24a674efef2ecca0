package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.program.Names;
import io.ferrule.rule.Reasons;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * Every line that matters was read: the module as a whole, and every function that a root may reach.
 *
 * <p>Sound because the importer turns each place that it does not understand into a problem. A function that was not
 * read and that nothing reaches is no obstacle: calls that it might make possible count as open elsewhere.
 */
public final class Unsupported implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            Reasons.UNSUPPORTED, "FRL0003", "Every line that a root may reach was read and understood.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(judgement("the module as a whole is understood", Reasons.unreadModule(context)));
        judgements.addAll(StateJudgements.ofEach(context, Unsupported::judge));
        return judgements;
    }

    private static Judgement judge(RuleContext context, Root root) {
        String obligation = "all code that `" + Names.display(root.symbol()) + "` may reach is understood";
        List<Finding> unread = context.opaque(root).stream()
                .filter(finding -> finding.rule().equals(Reasons.UNSUPPORTED))
                .toList();
        return judgement(obligation, unread);
    }

    private static Judgement judgement(String obligation, List<Finding> reasons) {
        return reasons.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, List.of())
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, reasons);
    }
}
