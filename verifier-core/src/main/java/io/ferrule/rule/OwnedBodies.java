package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.join.Join;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirPath;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Span;
import io.ferrule.ownership.CompiledBodies;
import io.ferrule.ownership.CompiledBodies.Bodies;
import io.ferrule.ownership.Departure;
import io.ferrule.ownership.Departures;
import io.ferrule.ownership.MarkedTypes;
import io.ferrule.ownership.MirReach;
import io.ferrule.policy.TypePattern;
import io.ferrule.program.Names;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The MIR that the roots of a program may execute, for a rule about values of certain types.
 *
 * @param types which types own such a value
 * @param byRoot the bodies of each root
 * @param departures all places where such a value goes; empty where there are too many to look at
 */
public record OwnedBodies(MarkedTypes types, Map<Root, Bodies> byRoot, Optional<List<Departure>> departures) {

    public OwnedBodies {
        byRoot = Map.copyOf(byRoot);
        departures = departures.map(List::copyOf);
    }

    /** The MIR of the program, where the artifact has any. */
    public static Optional<OwnedBodies> of(RuleContext context, List<TypePattern> marked) {
        Optional<Join> join = context.join();
        Optional<MirProgram> mir = context.artifact().mir();
        if (join.isEmpty() || mir.isEmpty()) {
            return Optional.empty();
        }
        CompiledBodies compiled =
                new CompiledBodies(context.program(), join.get(), Set.copyOf(context.trustedCrates()));
        MirReach reach = new MirReach(mir.get());
        Map<Root, Bodies> byRoot = new LinkedHashMap<>();
        Map<TextRange, MirBody> all = new LinkedHashMap<>();
        for (Root root : context.roots().all()) {
            Bodies executed = compiled.of(Set.copyOf(context.wholeReach(root).functions()));
            Bodies bodies = new Bodies(reach.from(executed.all()), executed.refused());
            byRoot.put(root, bodies);
            all.putAll(bodies.byRange());
        }
        MarkedTypes types = MarkedTypes.of(mir.get(), marked);
        return Optional.of(new OwnedBodies(types, byRoot, Departures.in(all.values(), types)));
    }

    /** The bodies that a root may execute. */
    public Bodies bodies(Root root) {
        Bodies bodies = byRoot.get(root);
        return bodies != null ? bodies : new Bodies(Map.of(), new TreeMap<>());
    }

    /** Whether a function of that path is among them, and returns such a value. */
    public boolean hasMaker(Root root, MirPath path) {
        return bodies(root).all().stream()
                .filter(body -> types.owns(body.result(), Map.of()))
                .anyMatch(body -> CompiledBodies.mayBe(body, path));
    }

    /** The places in them where a value goes. */
    public List<Departure> departures(Root root) {
        Bodies reached = bodies(root);
        return departures.orElse(List.of()).stream()
                .filter(departure -> reached.has(departure.body()))
                .toList();
    }

    /** Why nothing can be proved about what a root does with its values. */
    public List<Finding> gaps(RuleContext context, Root root, String rule) {
        List<Finding> gaps = new ArrayList<>(StateJudgements.gaps(context, root));
        bodies(root).refused().forEach((function, why) -> {
            String message = "what `" + Names.display(function) + "` does with its values is not known: " + why;
            gaps.add(finding(context, root, rule, message, Optional.empty(), "give the MIR of this very compile"));
        });
        if (departures.isEmpty()) {
            String message = "there are too many ways to call functions with such values to look at them all";
            gaps.add(finding(context, root, rule, message, Optional.empty(), "make it simpler"));
        }
        return gaps;
    }

    /** The answer for an artifact without MIR. */
    public static Finding withoutMir(RuleContext context, Root root, String rule) {
        return finding(
                context,
                root,
                rule,
                "the artifact has no MIR, which alone shows where values go",
                Optional.empty(),
                "give the MIR of this very compile: `--emit=mir -Zmir-include-spans=on`");
    }

    /** A finding at a place of the MIR. */
    public static Finding finding(
            RuleContext context, Root root, String rule, String message, Optional<Span> at, String help) {
        return finding(context, root, rule, message, at, List.of(), help);
    }

    /** A finding at a place of the MIR, with the way to something that executes before it. */
    public static Finding finding(
            RuleContext context,
            Root root,
            String rule,
            String message,
            Optional<Span> at,
            List<WitnessStep> way,
            String help) {
        Optional<SourceSpan> span = at.filter(place -> place.line() > 0)
                .map(place -> new SourceSpan(place.file(), place.line(), place.column()));
        List<WitnessStep> steps =
                new ArrayList<>(way.isEmpty() ? Witness.of(context, root).steps() : way);
        span.ifPresent(place -> steps.add(new WitnessStep(Names.display(root.symbol()), span, message)));
        return new Finding(
                rule,
                message,
                span,
                "here",
                steps,
                List.of(),
                Optional.of(help),
                Fingerprint.of(List.of(rule, message, root.symbol())));
    }
}
