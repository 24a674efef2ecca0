package io.ferrule.rules;

import io.ferrule.policy.LockOrdering;
import io.ferrule.program.Names;
import io.ferrule.rule.Allowances;
import io.ferrule.rule.Concern;
import io.ferrule.rule.LockNestings;
import io.ferrule.rule.LockOrderings;
import io.ferrule.rule.Rule;
import io.ferrule.rule.RuleContext;
import io.ferrule.rule.RuleDescriptor;
import io.ferrule.rule.StateJudgements;
import io.ferrule.state.Edge;
import io.ferrule.state.Lock;
import io.ferrule.state.LockCycles;
import io.ferrule.state.LockCycles.Circle;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * No locks wait for each other in a circle.
 *
 * <p>Sound because whoever waits for a lock while holding another one is an edge of the graph ({@link RuleContext#locks}),
 * and holders that wait for each other are a circle in it. Locks that cannot be told apart count as one: a circle that
 * needs them to be one is unproved. Where the policy says in which order locks of two classes are taken, no edge may lead
 * back. Who waits until a callback is over waits for what the callback waits for: its run is a lock of the graph, too. A reader of an {@code rwlock_t} does not wait for readers; a trylock does not wait.
 */
public final class LockOrder implements Rule {

    private static final RuleDescriptor DESCRIPTOR = new RuleDescriptor(
            "lock-order", "FRL0021", "All paths take locks in one order, so that nobody waits in a circle.");

    @Override
    public RuleDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Judgement> check(RuleContext context) {
        return List.of(StateJudgements.closely(context, LockOrder::judge));
    }

    private static Judgement judge(RuleContext context) {
        List<Finding> found = LockCycles.of(context.locks(), edge -> true, true).stream()
                .filter(circle -> !circle.gated())
                .map(circle -> finding(context, circle, true))
                .toList();
        List<Finding> certain = new ArrayList<>(found);
        List<Finding> doubted = new ArrayList<>();
        List<Edge> locks =
                context.locks().edges().stream().filter(edge -> !edge.isOfRun()).toList();
        locks.forEach(edge -> LockOrderings.brokenBy(context, edge)
                .ifPresent(order -> (edge.isTaken() ? certain : doubted).add(turned(context, edge, order, true))));
        locks.forEach(edge -> LockOrderings.perhapsBrokenBy(context, edge)
                .ifPresent(order -> doubted.add(turned(context, edge, order, false))));
        List<Finding> refuted = Allowances.refused(context, DESCRIPTOR.name(), certain);
        List<Finding> unproved = refuted.isEmpty() ? open(context, doubted) : List.of();
        String fact = context.locks().edges().size() + " pairs of locks that are held together have one order";
        return StateJudgements.ofAll(
                context, DESCRIPTOR.name(), "no locks wait for each other in a circle", refuted, unproved, fact);
    }

    private static List<Finding> open(RuleContext context, List<Finding> doubted) {
        List<Finding> open = new ArrayList<>(doubted);
        LockCycles.of(context.locks(), edge -> !LockNestings.areOrdered(context, edge), false)
                .forEach(circle -> open.add(finding(context, circle, false)));
        return open;
    }

    /** A lock is waited for under one that the policy wants to be taken after it. */
    private static Finding turned(RuleContext context, Edge edge, LockOrdering order, boolean known) {
        String message = edge.event().lock().text() + " is taken while "
                + edge.held().lock().text() + " is held; "
                + (known
                        ? "the policy wants it the other way round"
                        : "the policy may want it the other way round, as not all fields are known");
        String label = "waits for " + edge.event().lock().text() + " by `"
                + Names.display(edge.event().target()) + "`";
        Finding finding = Concern.at(
                        edge.root(),
                        edge.event(),
                        message,
                        label,
                        Optional.of(edge.held()),
                        known && edge.isTaken(),
                        "take them in the order of the policy")
                .finding(context, DESCRIPTOR.name());
        return finding.withNote("the order at line " + order.place().line() + " of the policy: " + order.reason());
    }

    private static Finding finding(RuleContext context, Circle circle, boolean certain) {
        List<Edge> edges = rotated(context, circle.edges());
        String chain = edges.stream()
                .map(edge -> edge.held().lock().text(edge.held().kind()) + " before " + waited(edge))
                .collect(Collectors.joining(", "));
        String message = (certain ? "locks are taken in a circle: " : "locks may be taken in a circle: ") + chain;
        List<WitnessStep> steps = new ArrayList<>();
        edges.forEach(edge -> steps.addAll(concern(edge, message).steps(context)));
        List<String> notes = certain ? List.of() : identities(edges);
        List<String> print = new ArrayList<>(List.of(DESCRIPTOR.name(), message));
        edges.forEach(edge -> print.add(Names.display(edge.event().site().caller())));
        return new Finding(
                DESCRIPTOR.name(),
                message,
                concern(edges.get(0), message).span(context),
                "waits for " + waited(edges.get(0)),
                steps,
                notes,
                Optional.of("take them in the same order everywhere"),
                Fingerprint.of(print));
    }

    /** By what each lock of the circle is known. */
    private static List<String> identities(List<Edge> edges) {
        return edges.stream()
                .filter(edge -> !edge.held().kind().isRun())
                .map(edge -> edge.held().lock())
                .map(Lock::identity)
                .distinct()
                .toList();
    }

    /** The circle from its first edge on, by root and then by place in the source. */
    private static List<Edge> rotated(RuleContext context, List<Edge> circle) {
        Comparator<Edge> order = Comparator.<Edge>comparingInt(
                        edge -> context.roots().all().indexOf(edge.root()))
                .thenComparingInt(edge ->
                        concern(edge, "").span(context).map(SourceSpan::line).orElse(0));
        int first = circle.indexOf(Collections.min(circle, order));
        List<Edge> edges = new ArrayList<>(circle);
        Collections.rotate(edges, -first);
        return edges;
    }

    private static String waited(Edge edge) {
        return edge.event().lock().text(edge.event().kind());
    }

    private static Concern concern(Edge edge, String message) {
        String label = "waits for " + waited(edge) + " by `"
                + Names.display(edge.event().target()) + "`";
        return Concern.at(edge.root(), edge.event(), message, label, Optional.of(edge.held()), true, "");
    }
}
