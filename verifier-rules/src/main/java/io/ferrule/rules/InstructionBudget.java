package io.ferrule.rules;

import io.ferrule.graph.Aliases;
import io.ferrule.loop.InstructionEstimate;
import io.ferrule.loop.InstructionEstimate.Estimate;
import io.ferrule.policy.PolicyBinding.BoundEntry;
import io.ferrule.program.Names;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No entry point executes more instructions than its budget.
 *
 * <p>Without machine code nothing is proved here: an instruction of LLVM IR may become several of the machine, so what is
 * counted is an estimate, and the answer is unproved with that estimate. An entry point without a budget has no
 * obligation.
 */
public final class InstructionBudget implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "instruction-budget", "FRL0012", "No entry point executes more instructions than its budget.");

    private static final int PARTS = 8;

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        InstructionEstimate estimates =
                new InstructionEstimate(context.calls(), context.policy(), context.bounds());
        List<Judgement> judgements = new ArrayList<>();
        for (BoundEntry entry : context.policy().entries()) {
            if (entry.instructions().isPresent()) {
                judgements.add(judge(context, estimates, entry, entry.instructions().getAsLong()));
            }
        }
        return judgements.isEmpty()
                ? List.of(new Judgement.Proved(
                        DESCRIPTOR.name(), "no entry point has an instruction budget", List.of()))
                : judgements;
    }

    private static Judgement judge(
            RuleContext context, InstructionEstimate estimates, BoundEntry entry, long budget) {
        String name = Names.display(entry.symbol());
        String obligation = "`" + name + "` executes at most " + budget + " instructions";
        String symbol = new Aliases(context.program()).resolve(entry.symbol()).orElse(entry.symbol());
        Estimate estimate = estimates.of(symbol);
        List<String> notes = new ArrayList<>();
        String message;
        if (estimate.instructions().isEmpty()) {
            message = "`" + name + "` has no bound of its instructions: " + estimate.obstacle();
        } else {
            BigInteger most = estimate.instructions().get();
            message = "`" + name + "` executes at most about " + most
                    + " instructions; that is an estimate from LLVM IR, which proves no budget of " + budget;
            notes.addAll(heaviest(estimate.parts()));
        }
        Finding reason = new Finding(
                DESCRIPTOR.name(),
                message,
                Optional.empty(),
                "",
                List.of(),
                notes,
                Optional.of(estimate.instructions().isEmpty()
                        ? "bound its loops, and write a [[function]] contract with `instructions` for what the module calls"
                        : "the machine code decides; it is not counted yet"),
                Fingerprint.of(List.of(DESCRIPTOR.name(), name, estimate.obstacle())));
        return new Judgement.Unproved(DESCRIPTOR.name(), obligation, List.of(reason));
    }

    private static List<String> heaviest(Map<String, BigInteger> parts) {
        return parts.entrySet().stream()
                .sorted(Map.Entry.<String, BigInteger>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(PARTS)
                .map(part -> "each call of `" + Names.display(part.getKey()) + "` takes at most about " + part.getValue())
                .toList();
    }
}
