package io.ferrule.rules;

import io.ferrule.cost.Cost;
import io.ferrule.cost.MachineCost;
import io.ferrule.cost.Nests;
import io.ferrule.graph.Aliases;
import io.ferrule.loop.program.InstructionEstimate;
import io.ferrule.loop.program.InstructionEstimate.Estimate;
import io.ferrule.object.ObjectFile;
import io.ferrule.policy.EntryPoint;
import io.ferrule.policy.Policy;
import io.ferrule.policy.PolicyBinding.BoundEntry;
import io.ferrule.program.Names;
import io.ferrule.rule.GapFindings;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.WitnessStep;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No entry point executes more instructions than its budget.
 *
 * <p>With the object its machine instructions are counted, and sound is what {@link io.ferrule.cost} says. Without
 * it nothing is proved: an instruction of LLVM IR may become several of the machine, so what is counted is an estimate,
 * and the answer is unproved with that estimate. It is never refuted, for the heaviest path may be one that no input
 * takes.
 */
public final class InstructionBudget implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "instruction-budget", "FRL0012", "No entry point executes more instructions than its budget.");

    private static final int PARTS = 8;

    private static final String UNKNOWN = "instructions not known";

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public boolean isAskedBy(Policy policy) {
        return policy.requiredRules().contains(DESCRIPTOR.name());
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        List<BoundEntry> asked = Stream.concat(context.policy().entries().stream(), promised(context))
                .filter(entry -> entry.instructions().isPresent())
                .toList();
        List<Judgement> judgements = new ArrayList<>();
        Optional<ObjectFile> object = context.artifact().object();
        if (object.isPresent() && !asked.isEmpty()) {
            judgements.addAll(counted(context, asked, object.get()));
        } else {
            InstructionEstimate estimates =
                    new InstructionEstimate(context.calls(), context.policy(), context.bounds());
            asked.forEach(entry -> judgements.add(estimated(context, estimates, entry)));
        }
        if (context.requires(DESCRIPTOR.name())) {
            context.policy().entries().stream()
                    .filter(entry -> entry.instructions().isEmpty())
                    .forEach(entry -> judgements.add(withoutBudget(entry)));
        }
        return judgements.isEmpty()
                ? List.of(
                        new Judgement.Proved(DESCRIPTOR.name(), "no entry point has an instruction budget", List.of()))
                : judgements;
    }

    /** Implementations of methods, which are held to what the contract says of all of them. */
    private static Stream<BoundEntry> promised(RuleContext context) {
        return context.roots().all().stream()
                .flatMap(root -> context.promised(root).stream()
                        .map(contract -> new BoundEntry(
                                EntryPoint.of(contract.match(), root.context()),
                                root.symbol(),
                                contract.stackBytes(),
                                contract.instructions())));
    }

    private static String symbol(RuleContext context, BoundEntry entry) {
        return new Aliases(context.program()).follow(entry.symbol());
    }

    private static String obligation(BoundEntry entry) {
        return "`" + Names.display(entry.symbol()) + "` executes at most "
                + entry.instructions().orElse(0) + " instructions";
    }

    /** By the machine code. Rounds of loops in loops are summed only where a budget is not kept to otherwise. */
    private static List<Judgement> counted(RuleContext context, List<BoundEntry> asked, ObjectFile object) {
        List<String> roots = asked.stream().map(entry -> symbol(context, entry)).toList();
        MachineCost costs = cost(context, object, roots, Nests.MULTIPLIED);
        Set<String> over = asked.stream()
                .filter(entry -> isOver(entry, costs.of(symbol(context, entry))))
                .map(entry -> symbol(context, entry))
                .collect(Collectors.toSet());
        MachineCost summed = over.isEmpty() ? costs : cost(context, object, over, Nests.SUMMED);
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(GapFindings.complete(context, DESCRIPTOR.name(), UNKNOWN, costs.objectGaps()));
        for (BoundEntry entry : asked) {
            String symbol = symbol(context, entry);
            judgements.add(counted(context, entry, (over.contains(symbol) ? summed : costs).of(symbol)));
        }
        return judgements;
    }

    private static MachineCost cost(RuleContext context, ObjectFile object, Collection<String> roots, Nests nests) {
        return MachineCost.of(context.calls(), context.policy(), object, context.bounds(), roots, nests);
    }

    private static boolean isOver(BoundEntry entry, Cost cost) {
        long budget = entry.instructions().orElseThrow();
        return cost.gaps().isEmpty() && cost.instructions().compareTo(BigInteger.valueOf(budget)) > 0;
    }

    /** A proof where nothing is left open. */
    private static Judgement counted(RuleContext context, BoundEntry entry, Cost cost) {
        List<Finding> reasons = new ArrayList<>(GapFindings.of(context, DESCRIPTOR.name(), UNKNOWN, cost.gaps()));
        if (reasons.isEmpty() && isOver(entry, cost)) {
            reasons.add(tooMany(context, entry, cost));
        }
        return reasons.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation(entry), facts(cost))
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation(entry), reasons);
    }

    private static List<String> facts(Cost cost) {
        return List.of(
                "at most " + cost.instructions() + " machine instructions, over " + cost.functions() + " functions",
                "heaviest: "
                        + cost.path().stream()
                                .map(part -> "`" + Names.display(part.symbol()) + "` " + part.own())
                                .collect(Collectors.joining(" > ")));
    }

    private static Finding tooMany(RuleContext context, BoundEntry entry, Cost cost) {
        String name = Names.display(entry.symbol());
        String message = "`" + name + "` may execute " + cost.instructions()
                + " instructions, more than its budget of "
                + entry.instructions().orElseThrow();
        List<WitnessStep> steps = cost.path().stream()
                .map(part -> new WitnessStep(
                        Names.display(part.symbol()),
                        context.program()
                                .function(part.symbol())
                                .flatMap(function -> Witness.span(context.program(), function)),
                        "each call takes at most " + part.each() + ", " + part.own() + " of them in its own code"
                                + (part.note().isEmpty() ? "" : " (" + part.note() + ")")))
                .toList();
        return new Finding(
                DESCRIPTOR.name(),
                message,
                Optional.empty(),
                "",
                steps,
                List.of(),
                Optional.of("bound the loops of the heaviest function more tightly, or raise the budget"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), name)));
    }

    /** Who requires the rule by name and sets no budget has asked for a proof of nothing. */
    private static Judgement withoutBudget(BoundEntry entry) {
        String message = "the policy requires " + DESCRIPTOR.name() + ", and sets no instruction budget for `"
                + Names.display(entry.symbol()) + "`";
        Finding reason = new Finding(
                DESCRIPTOR.name(),
                message,
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.of("set `instructions` in its [[entry]], or in [budget]"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), message)));
        return new Judgement.Unproved(DESCRIPTOR.name(), message, List.of(reason));
    }

    /** By LLVM IR alone: never a proof. */
    private static Judgement estimated(RuleContext context, InstructionEstimate estimates, BoundEntry entry) {
        String name = Names.display(entry.symbol());
        Estimate estimate = estimates.of(symbol(context, entry));
        List<String> notes = new ArrayList<>();
        String message;
        if (estimate.instructions().isEmpty()) {
            message = "`" + name + "` has no bound of its instructions: " + estimate.obstacle();
        } else {
            BigInteger most = estimate.instructions().get();
            message = "`" + name + "` executes at most about " + most
                    + " instructions; that is an estimate from LLVM IR, which proves no budget of "
                    + entry.instructions().orElseThrow();
            notes.addAll(heaviest(estimate.parts()));
        }
        Finding reason = new Finding(
                DESCRIPTOR.name(),
                message,
                Optional.empty(),
                "",
                List.of(),
                notes,
                Optional.of(
                        estimate.instructions().isEmpty()
                                ? "bound its loops, and write a [[function]] contract with `instructions` for what the module calls"
                                : "give Ferrule the .o or .a of the same compile: the machine code decides"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), name, estimate.obstacle())));
        return new Judgement.Unproved(DESCRIPTOR.name(), obligation(entry), List.of(reason));
    }

    private static List<String> heaviest(Map<String, BigInteger> parts) {
        return parts.entrySet().stream()
                .sorted(Map.Entry.<String, BigInteger>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(PARTS)
                .map(part ->
                        "each call of `" + Names.display(part.getKey()) + "` takes at most about " + part.getValue())
                .toList();
    }
}
