package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.Reach;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.bound.RecursionBound;
import io.ferrule.policy.Policy;
import io.ferrule.program.Names;
import io.ferrule.rule.RootJudgements;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.VouchedLoops;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every recursion that a root may reach has a bounded depth, and a bounded number of activations.
 *
 * <p>Sound as {@code io.ferrule.loop} is. Contracts on arguments count for calls from outside alone. What cannot be seen
 * through may call anything, and is unproved.
 */
public final class Recursion implements Rule {

    private static final RuleDescriptor DESCRIPTOR =
            new RuleDescriptor("recursion", "FRL0011", "Every recursion has a bounded depth, and ends.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public boolean isAskedBy(Policy policy) {
        return !policy.leavesOut(DESCRIPTOR.name());
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return RootJudgements.ofEach(context, RuleContext::leadsToBodies, Recursion::judge);
    }

    private static Judgement judge(RuleContext context, Root root) {
        String obligation = "every recursion that `" + Names.display(root.symbol()) + "` may reach is bounded";
        Reach reach = context.bodies(root);
        List<Finding> unknown = new ArrayList<>(context.opaqueBodies(root));
        List<String> facts = new ArrayList<>();
        VouchedLoops vouched = new VouchedLoops(context);
        Predicate<List<String>> asked = component -> vouched.of(component).isEmpty();
        for (RecursionBound bound : context.bounds().recursionsAmong(reach.functions(), asked)) {
            if (bound.isBounded()) {
                String depth = bound.formulas().isEmpty()
                        ? bound.depth().orElseThrow().toString()
                        : bound.formulas().stream().map(BoundFormula::text).collect(Collectors.joining(" or "));
                String total =
                        bound.total().map(n -> ", " + n + " calls in all").orElse("");
                facts.add(names(bound) + " is at most " + depth + " calls deep" + total + ": " + bound.why());
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
        String message = names(bound)
                + (bound.functions().size() == 1 ? " calls itself" : " call each other")
                + (bound.depth().isPresent()
                        ? ", and how many calls that makes is not known to be bounded"
                        : ", and the depth is not known to be bounded");
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
                List.of(
                        bound.depth().isPresent()
                                ? "it is at most " + bound.depth().get() + " calls deep"
                                : bound.why()),
                Optional.of(
                        "pass a depth that falls with every call, or use a loop with an explicit stack of fixed size"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
    }
}
