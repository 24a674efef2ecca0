package io.ferrule.rules;

import io.ferrule.program.Names;
import io.ferrule.rule.Concern;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.Edge;
import io.ferrule.state.Inversions;
import io.ferrule.state.Inversions.Inversion;
import io.ferrule.state.LockUse;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No interrupt waits for a lock that the code it interrupts holds, or that somebody holds who waits for that code.
 *
 * <p>Sound because every lock that a handler waits for is looked at with everything that is waited for while it is held
 * ({@link RuleContext#locks}), against every place where such a lock is held and a handler may come. Contexts are those of
 * all roots. Locks that cannot be told apart count as one, and what needs that is unproved.
 */
public final class IrqInversion implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "irq-inversion", "FRL0022", "No interrupt waits for what the code that it interrupts holds.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return List.of(StateJudgements.closely(context, IrqInversion::judge));
    }

    private static Judgement judge(RuleContext context) {
        List<Inversion> inversions = Inversions.in(context.locks());
        List<Finding> refuted = inversions.stream()
                .filter(Inversion::certain)
                .map(inversion -> finding(context, inversion))
                .toList();
        List<Finding> unproved = inversions.stream()
                .filter(inversion -> !inversion.certain())
                .map(inversion -> finding(context, inversion))
                .toList();
        String fact = context.locks().uses().size() + " places where locks are held are safe from interrupts";
        return StateJudgements.ofAll(
                context,
                DESCRIPTOR.name(),
                "no interrupt waits for what the code that it interrupts holds",
                refuted,
                unproved,
                fact);
    }

    private static Finding finding(RuleContext context, Inversion inversion) {
        LockUse victim = inversion.victim();
        String kind = inversion.soft() ? "softirq" : "interrupt handler";
        String handler = "`" + Names.display(inversion.handler().root().symbol()) + "`";
        String message = victim.lock().text(victim.kind()) + (victim.kind().isRun() ? " runs" : " is held")
                + " where the " + kind + " " + handler
                + (inversion.certain() ? " can come, which waits for " : " may come, which may wait for ")
                + (inversion.chain().isEmpty()
                        ? "it"
                        : inversion.handler().lock().text() + ", whose holders wait for it");
        Concern held = concern(
                victim,
                message,
                (victim.kind().isRun() ? "waits for " : "holds ")
                        + victim.lock().text(victim.kind()) + ", and interrupts come");
        Concern waits = concern(
                inversion.handler(),
                message,
                "waits for " + inversion.handler().lock().text());
        List<WitnessStep> steps = new ArrayList<>(held.steps(context));
        for (Edge edge : inversion.chain()) {
            String label = "waits for " + edge.event().lock().text(edge.event().kind());
            steps.addAll(Concern.at(edge.root(), edge.event(), message, label, Optional.of(edge.held()), true, "")
                    .steps(context));
        }
        steps.addAll(waits.steps(context));
        List<String> print = new ArrayList<>(List.of(DESCRIPTOR.name(), message));
        victim.event().activation().path().forEach(edge -> print.add(Names.display(edge.target())));
        print.add(Names.display(victim.event().site().caller()));
        return new Finding(
                DESCRIPTOR.name(),
                message,
                held.span(context),
                "held with " + (inversion.soft() ? "softirqs" : "interrupts") + " on",
                steps,
                List.of(),
                Optional.of(
                        inversion.soft()
                                ? "take it with bottom halves off, as `lock_bh` does"
                                : "take it with interrupts off, as `lock_irqsave` does"),
                Fingerprint.of(print));
    }

    private static Concern concern(LockUse use, String message, String label) {
        return Concern.at(use.root(), use.event(), message, label, Optional.empty(), true, "");
    }
}
