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
import java.util.List;

/**
 * Every function pointer that a root may call has a known set of targets.
 *
 * <p>Sound as the ladder of {@code io.ferrule.graph} is: a set is open unless a rung closes it.
 */
public final class IndirectCalls implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            Reasons.INDIRECT_CALL, "FRL0002", "Every function pointer that is called has a known set of targets.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return StateJudgements.ofEach(context, IndirectCalls::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        String obligation = "all calls that `" + Names.display(root.symbol()) + "` may make have known targets";
        List<Finding> open = context.opaque(root).stream()
                .filter(finding -> finding.rule().equals(Reasons.INDIRECT_CALL))
                .toList();
        return open.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, List.of())
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, open);
    }
}
