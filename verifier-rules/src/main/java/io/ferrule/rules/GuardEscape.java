package io.ferrule.rules;

import io.ferrule.analysis.Root;
import io.ferrule.ownership.Departure;
import io.ferrule.ownership.Departure.Way;
import io.ferrule.policy.Policy;
import io.ferrule.program.Names;
import io.ferrule.rule.ExecutedGuards;
import io.ferrule.rule.ExecutedGuards.GivenBack;
import io.ferrule.rule.ExecutedGuards.Kept;
import io.ferrule.rule.ExecutedGuards.Outcome;
import io.ferrule.rule.OwnedBodies;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.rule.Witness;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No guard gets away: what is not dropped by its owner is given back all the same before the entry returns.
 *
 * <p>MIR shows where a guard goes otherwise than by being dropped; LLVM IR shows what executes where the guard was made,
 * and whether that was undone on every path ({@link ExecutedGuards}). Both have to agree: a guard that gets away and whose
 * lock stays held is refuted, one whose lock is given back otherwise is none of this rule's business, and everything else
 * is unproved. Sound because every function that a root may execute has its MIR known, or is unproved; what a trusted crate
 * does with a guard that it is given is no less unproved, unless LLVM IR shows the lock given back.
 */
public final class GuardEscape implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "guard-escape", "FRL0024", "No guard gets away from the entry that holds what it stands for.");

    private static final String HELP =
            "drop the guard before the entry returns; give data that must live on, not the guard";

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
        Optional<OwnedBodies> bodies =
                OwnedBodies.of(context, context.policy().ownership().guardTypes());
        return StateJudgements.ofEach(context, (given, root) -> judge(given, root, bodies));
    }

    private static Judgement judge(RuleContext context, Root root, Optional<OwnedBodies> bodies) {
        String obligation = "no guard gets away from `" + Names.display(root.symbol()) + "`";
        if (bodies.isEmpty()) {
            Finding missing = OwnedBodies.withoutMir(context, root, DESCRIPTOR.name());
            return new Judgement.Unproved(DESCRIPTOR.name(), obligation, List.of(missing));
        }
        ExecutedGuards executed = ExecutedGuards.of(context, root);
        Map<String, Finding> refuted = new LinkedHashMap<>();
        Map<String, Finding> unproved = new LinkedHashMap<>();
        for (Departure departure : bodies.get().departures(root)) {
            List<Outcome> outcomes =
                    departure.made().stream().map(executed::outcome).toList();
            Optional<Kept> kept = outcomes.stream()
                    .filter(outcome -> outcome instanceof Kept held && held.certain())
                    .map(Kept.class::cast)
                    .findFirst();
            boolean settled = departure.complete()
                    && !outcomes.isEmpty()
                    && outcomes.stream().allMatch(GivenBack.GIVEN_BACK::equals);
            if (kept.isPresent()) {
                refuted.putIfAbsent(key(departure), refuted(context, root, departure, kept.get()));
            } else if (!settled) {
                unproved.putIfAbsent(key(departure), unproved(context, root, departure));
            }
        }
        return answer(context, root, bodies.get(), obligation, refuted, unproved);
    }

    private static Judgement answer(
            RuleContext context,
            Root root,
            OwnedBodies bodies,
            String obligation,
            Map<String, Finding> refuted,
            Map<String, Finding> unproved) {
        if (!refuted.isEmpty()) {
            return new Judgement.Refuted(DESCRIPTOR.name(), obligation, List.copyOf(refuted.values()));
        }
        List<Finding> reasons = new ArrayList<>(bodies.gaps(context, root, DESCRIPTOR.name()));
        reasons.addAll(unproved.values());
        String fact = "in " + bodies.bodies(root).all().size()
                + " functions every guard is dropped, or what it stands for is given back otherwise";
        return reasons.isEmpty()
                ? new Judgement.Proved(DESCRIPTOR.name(), obligation, List.of(fact))
                : new Judgement.Unproved(DESCRIPTOR.name(), obligation, reasons);
    }

    private static String key(Departure departure) {
        return departure.at().toString() + departure.way();
    }

    private static String what(Departure departure) {
        String guard = departure.variable().map(name -> "`" + name + "`").orElse("a guard");
        return departure.way() == Way.STATIC
                ? "a guard " + departure.way().text()
                : guard + " " + departure.way().text();
    }

    private static Finding refuted(RuleContext context, Root root, Departure departure, Kept kept) {
        String taker = "`" + Names.display(kept.taken().target()) + "`";
        List<WitnessStep> way = Witness.of(
                        context,
                        root,
                        kept.taken().activation().path(),
                        kept.taken().site(),
                        "takes by " + taker + " what the guard stands for")
                .steps();
        String message = what(departure) + ", and what " + taker + " took for it is held when `"
                + Names.display(root.symbol()) + "` returns";
        return OwnedBodies.finding(context, root, DESCRIPTOR.name(), message, Optional.of(departure.at()), way, HELP);
    }

    private static Finding unproved(RuleContext context, Root root, Departure departure) {
        String message = what(departure) + ", and that what it stands for is given back is not seen";
        return OwnedBodies.finding(context, root, DESCRIPTOR.name(), message, Optional.of(departure.at()), HELP);
    }
}
