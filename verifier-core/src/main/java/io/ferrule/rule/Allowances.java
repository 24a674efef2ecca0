package io.ferrule.rule;

import io.ferrule.policy.Allowance;
import io.ferrule.program.Names;
import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.WitnessStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the policy accepts of what the rules found. An allowance speaks of one finding, named by its fingerprint and by the
 * function it is in, and only to the rule that reports it: what that rule shares with others stays a reason for these.
 *
 * <p>A refutation is left out before a rule comes to its answer, so that whatever else it could not prove still counts.
 * Nobody comes behind a lock that is waited for twice, so there is more unknown there than one finding: a
 * {@code double-lock} that is refuted stays refuted.
 */
public final class Allowances {

    private static final String ENDS_THE_PATH = "double-lock";

    private Allowances() {}

    /** The refutations of that rule that the policy does not accept. */
    public static List<Finding> refused(RuleContext context, String rule, List<Finding> refuted) {
        return rule.equals(ENDS_THE_PATH) ? refuted : without(context, rule, refuted);
    }

    /** The judgement without reasons that the policy accepts. */
    public static Judgement applied(RuleContext context, Judgement judgement) {
        if (!(judgement instanceof Judgement.Unproved unproved)) {
            return judgement;
        }
        List<Finding> left = without(context, unproved.rule(), unproved.reasons());
        return left.isEmpty()
                ? new Judgement.Proved(
                        unproved.rule(), unproved.obligation(), List.of("but for what the policy allows, by name"))
                : new Judgement.Unproved(unproved.rule(), unproved.obligation(), left);
    }

    private static List<Finding> without(RuleContext context, String rule, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.rule().equals(rule)
                        || context.allowances().stream().noneMatch(allowance -> matches(context, allowance, finding)))
                .toList();
    }

    /** Of the allowances, those that match nothing of what was found without them, as reasons to accept nothing. */
    public static List<Judgement> unused(RuleContext context, List<Judgement> found) {
        List<Finding> findings = found.stream()
                .flatMap(judgement -> findings(judgement).stream()
                        .filter(finding -> finding.rule().equals(judgement.rule())))
                .toList();
        return context.allowances().stream()
                .filter(allowance -> findings.stream().noneMatch(finding -> matches(context, allowance, finding)))
                .map(Allowances::unused)
                .toList();
    }

    private static Judgement unused(Allowance allowance) {
        String message = "the [[allow]] of `" + allowance.finding() + "` in '"
                + allowance.function().text() + "' (line " + allowance.place().line() + ") matches no finding of `"
                + allowance.rule() + "`";
        Finding reason = new Finding(
                allowance.rule(),
                message,
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.of("remove it, or take the finding's fingerprint from the verdict (--format json)"),
                Fingerprint.of(List.of("allow", allowance.rule(), allowance.finding())));
        return new Judgement.Unproved(allowance.rule(), "what the policy allows is there", List.of(reason));
    }

    private static List<Finding> findings(Judgement judgement) {
        if (judgement instanceof Judgement.Refuted refuted) {
            return refuted.findings();
        }
        return judgement instanceof Judgement.Unproved unproved ? unproved.reasons() : List.of();
    }

    private static boolean matches(RuleContext context, Allowance allowance, Finding finding) {
        return allowance.rule().equals(finding.rule())
                && allowance.finding().equals(finding.fingerprint())
                && isIn(context, allowance, finding);
    }

    /** A finding without a way is about the program as a whole, and in any function. */
    private static boolean isIn(RuleContext context, Allowance allowance, Finding finding) {
        List<WitnessStep> steps = finding.witness();
        if (steps.isEmpty()) {
            return true;
        }
        String last = steps.get(steps.size() - 1).function();
        return names(context, allowance).contains(last);
    }

    private static Set<String> names(RuleContext context, Allowance allowance) {
        Stream<String> own = context.program().functions().keySet().stream();
        Stream<String> inlined = context.program().functions().values().stream()
                .flatMap(function -> function.blocks().stream())
                .flatMap(block -> block.instructions().stream())
                .flatMap(instruction -> context.program().writtenIn(instruction).stream());
        return Stream.concat(own, inlined)
                .distinct()
                .filter(allowance.function()::matches)
                .map(Names::display)
                .collect(Collectors.toSet());
    }

    /** What the verdict rests on because of them. */
    public static List<Assumption> assumptions(RuleContext context) {
        return context.allowances().stream()
                .map(allowance -> new Assumption(
                        "allowed",
                        allowance.finding(),
                        "`" + allowance.rule() + "` in '" + allowance.function().text() + "' is accepted: "
                                + allowance.reason()))
                .toList();
    }
}
