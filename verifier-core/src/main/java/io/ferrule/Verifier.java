package io.ferrule;

import io.ferrule.policy.Policy;
import io.ferrule.rule.Allowances;
import io.ferrule.rule.Assumptions;
import io.ferrule.rule.MirCoverages;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.EntrySummary;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Judges programs. Immutable and safe for use by several threads; the same request gives an equal verdict each time.
 *
 * <p>Fails closed: a rule that throws, or that answers nothing, leaves its name unproved; so does a rule that the policy
 * requires and that is not installed; a verifier without rules accepts nothing, and neither does one that fails itself.
 */
public final class Verifier {

    /** Name and version, as every verdict has them. */
    public static final String TOOL = "ferrule 0.1.0";

    private final List<Rule> rules;

    private Verifier(List<Rule> rules) {
        this.rules = rules.stream()
                .sorted(Comparator.comparing(rule -> rule.descriptor().code()))
                .toList();
    }

    /** A verifier with every rule that {@link ServiceLoader} finds. */
    public static Verifier installed() {
        return new Verifier(ServiceLoader.load(Rule.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** A verifier with these rules. */
    public static Verifier of(List<Rule> rules) {
        return new Verifier(rules);
    }

    /** The rules, in the order in which they are asked. */
    public List<Rule> rules() {
        return rules;
    }

    /** Judges a program. */
    public Verdict verify(VerificationRequest request) {
        try {
            return Verdict.of(judge(request));
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError e) {
            String why = "the program could not be analysed: " + named(e);
            List<String> names = names(rules);
            List<Judgement> nothing =
                    names.stream().map(name -> unproved(name, why)).toList();
            return Verdict.of(new Report(
                    TOOL, List.of(), request.subjects(), names, List.of(), nothing, List.of(), Optional.empty()));
        }
    }

    private Report judge(VerificationRequest request) {
        RuleContext context = RuleContext.of(request.artifact(), request.policy(), request.bound(), request.loops());
        List<Judgement> judgements = new ArrayList<>();
        List<Rule> asked =
                rules.stream().filter(rule -> rule.isAskedBy(request.policy())).toList();
        asked.forEach(rule ->
                ask(rule, context).forEach(judgement -> judgements.add(Allowances.applied(context, judgement))));
        judgements.addAll(unusedAllowances(asked, context));
        judgements.addAll(missingRules(request.policy().requiredRules()));
        return new Report(
                TOOL,
                request.program().producers(),
                request.subjects(),
                names(asked),
                entries(context),
                judgements,
                assumptions(request, context),
                MirCoverages.of(context));
    }

    /** The rules are asked once more, as if nothing was allowed: only what they find then can have been. */
    private static List<Judgement> unusedAllowances(List<Rule> asked, RuleContext context) {
        if (context.allowances().isEmpty()) {
            return List.of();
        }
        RuleContext strict = context.withoutAllowances();
        List<Judgement> found =
                asked.stream().flatMap(rule -> ask(rule, strict).stream()).toList();
        return Allowances.unused(context, found);
    }

    /** What the policy does not ask for is taken for granted, and said; what it leaves out, before anything else. */
    private List<Assumption> assumptions(VerificationRequest request, RuleContext context) {
        Policy policy = request.policy();
        List<Assumption> all = new ArrayList<>();
        policy.concessions().leftOut().stream()
                .filter(policy::leavesOut)
                .map(Verifier::leftOut)
                .forEach(all::add);
        all.addAll(Assumptions.of(context));
        rules.stream()
                .filter(rule -> !rule.isAskedBy(policy))
                .map(Rule::descriptor)
                .filter(rule -> !policy.leavesOut(rule.name()))
                .map(rule -> new Assumption(
                        "not-required",
                        rule.name(),
                        "not checked, as the policy does not require `" + rule.name() + "`: " + rule.summary()))
                .forEach(all::add);
        return all;
    }

    private static Assumption leftOut(String rule) {
        String text = "the policy leaves `" + rule + "` out: nothing of what it asks was checked";
        return new Assumption(Report.LEFT_OUT, rule, text);
    }

    private static List<String> names(List<Rule> rules) {
        return rules.stream().map(rule -> rule.descriptor().name()).toList();
    }

    /** Whatever goes wrong in a rule, errors of the machine included, is a proof that was not given. */
    private static List<Judgement> ask(Rule rule, RuleContext context) {
        String name = rule.descriptor().name();
        try {
            List<Judgement> answer = List.copyOf(rule.check(context));
            return answer.isEmpty() ? List.of(unproved(name, "the rule gave no answer")) : answer;
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError e) {
            return List.of(unproved(name, "the rule failed: " + named(e)));
        }
    }

    private static String named(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String name = failure.getClass().getSimpleName();
        return trace.length == 0 ? name : name + " at " + trace[0];
    }

    private List<Judgement> missingRules(Set<String> required) {
        List<String> installed = names(rules);
        return required.stream()
                .filter(name -> !installed.contains(name))
                .map(name -> unproved(name, "the policy requires `" + name + "`, and this build has no such rule"))
                .toList();
    }

    private static Judgement unproved(String rule, String why) {
        Finding reason = new Finding(
                rule,
                why,
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                Fingerprint.of(List.of(rule, why)));
        return new Judgement.Unproved(rule, "`" + rule + "` holds", List.of(reason));
    }

    private static List<EntrySummary> entries(RuleContext context) {
        return context.roots().all().stream()
                .map(root -> new EntrySummary(
                        root.symbol(),
                        root.context().text(),
                        root.origin().text(),
                        context.reach(root).functions().size()))
                .toList();
    }
}
