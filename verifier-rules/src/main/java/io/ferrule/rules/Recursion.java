package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Reach;
import io.ferrule.loop.RecursionBound;
import io.ferrule.program.Names;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every recursion that a root may reach has a bounded depth.
 *
 * <p>Sound as {@code io.ferrule.loop} is. Contracts on arguments count for calls from outside alone. What cannot be seen
 * through may call anything, and is unproved.
 */
public final class Recursion implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("recursion", "FRL0011", "Every recursion has a bounded depth.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return context.roots().all().stream().map(root -> judge(context, root)).toList();
    }

    private static Judgement judge(RuleContext context, Root root) {
        String obligation = "every recursion that `" + Names.display(root.symbol()) + "` may reach has a bounded depth";
        Reach reach = context.reach(root);
        List<Finding> unknown = new ArrayList<>(context.opaque(root));
        List<String> facts = new ArrayList<>();
        for (RecursionBound bound : context.bounds().recursionsAmong(reach.functions())) {
            if (bound.isBounded()) {
                String depth = bound.formulas().isEmpty()
                        ? bound.depth().orElseThrow().toString()
                        : String.join(" or ", bound.formulas());
                facts.add(names(bound) + " is at most " + depth + " calls deep: " + bound.why());
            } else {
                unknown.add(finding(context, root, reach, bound));
            }
        }
        return unknown.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, facts)
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, unknown);
    }

    private static String names(RecursionBound bound) {
        return bound.functions().stream()
                .map(symbol -> "`" + Names.display(symbol) + "`")
                .collect(Collectors.joining(", "));
    }

    private static Finding finding(RuleContext context, Root root, Reach reach, RecursionBound bound) {
        String message = names(bound) + (bound.functions().size() == 1 ? " calls itself" : " call each other")
                + ", and the depth is not known to be bounded";
        CallSite site = bound.functions().stream()
                .filter(reach.functions()::contains)
                .flatMap(symbol -> context.calls().sitesIn(symbol).stream())
                .filter(call -> call.targets().stream().anyMatch(bound.functions()::contains))
                .findFirst()
                .orElseThrow();
        Witness witness = Witness.of(context, root, reach.pathTo(site.caller()), site, "calls back");
        return new Finding(
                DESCRIPTOR.name(),
                message,
                witness.primary(),
                "the recursive call",
                witness.steps(),
                List.of(bound.depth().isPresent() ? "it is at most " + bound.depth().get() + " calls deep" : bound.why()),
                Optional.of("pass a depth that falls with every call, or use a loop with an explicit stack of fixed size"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
    }
}
