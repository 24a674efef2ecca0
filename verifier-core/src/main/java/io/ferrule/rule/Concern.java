package io.ferrule.rule;

import io.ferrule.analysis.Root;
import io.ferrule.graph.CallSite;
import io.ferrule.graph.CallTarget;
import io.ferrule.program.Names;
import io.ferrule.program.Program;
import io.ferrule.program.SourceLocation;
import io.ferrule.state.Activation;
import io.ferrule.state.HeldLock;
import io.ferrule.state.StateEvent;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Fingerprint;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place at which the state of a path is not as a rule wants it.
 *
 * @param root the root of the path
 * @param activation where the place is
 * @param site the call that offends
 * @param message one sentence
 * @param label what happens at the call, for the last step of the way
 * @param earlier the lock whose taking makes it an offence
 * @param certain whether the path can be taken, as far as types and values tell
 * @param help what to do about it
 */
public record Concern(
        Root root,
        Activation activation,
        CallSite site,
        String message,
        String label,
        Optional<HeldLock> earlier,
        boolean certain,
        Optional<String> help) {

    /** A concern about what happens at a call; it is certain only where the root's context and the way are. */
    public static Concern at(
            Root root,
            StateEvent.AtCall event,
            String message,
            String label,
            Optional<HeldLock> earlier,
            boolean certain,
            String help) {
        boolean sure = certain && root.contextKnown() && event.state().sure();
        return new Concern(root, event.activation(), event.site(), message, label, earlier, sure, Optional.of(help));
    }

    /** Of several concerns about one call, by a rule that has one thing to say of it, the first that is certain. */
    public static List<Concern> onePerCall(List<Concern> concerns) {
        Map<List<Object>, Concern> first = new LinkedHashMap<>();
        for (Concern concern : concerns) {
            List<Object> call = List.of(concern.site(), concern.activation().path());
            first.merge(call, concern, (old, next) -> old.certain() || !next.certain() ? old : next);
        }
        return List.copyOf(first.values());
    }

    /** How a person is told of it: where the lock was taken, then the way to the call. */
    public Finding finding(RuleContext context, String rule) {
        List<String> notes = new ArrayList<>();
        if (!root.contextKnown()) {
            notes.add("nobody says in which context `" + Names.display(root.symbol()) + "` is called ("
                    + root.origin().text() + "): name it as an [[entry]] with its context");
        }
        earlier.filter(lock -> !lock.kind().isRun())
                .flatMap(lock -> holder(context, lock))
                .ifPresent(notes::add);
        return new Finding(
                rule, message, span(context), label, steps(context), notes, help, fingerprint(context, rule));
    }

    /** In words of the source, what holds a lock and what took it. */
    private static Optional<String> holder(RuleContext context, HeldLock lock) {
        String by = GuardVariables.written(context, lock.taken())
                .map(call -> ", from `" + call + "`")
                .orElse("");
        Optional<String> variable = GuardVariables.of(context, lock.taken())
                .map(name -> lock.lock().text() + " is held by the variable `" + name + "`" + by);
        return by.isEmpty()
                ? variable
                : variable.or(() -> Optional.of(lock.lock().text() + " is held" + by));
    }

    /** The place to look at first. */
    public Optional<SourceSpan> span(RuleContext context) {
        return witness(context).primary();
    }

    /** The way to where the lock was taken, then the way to the call. The run of a callback lasts from its start on. */
    public List<WitnessStep> steps(RuleContext context) {
        List<WitnessStep> steps = new ArrayList<>();
        earlier.filter(lock -> !lock.kind().isRun()).ifPresent(lock -> steps.addAll(taking(context, lock)));
        List<WitnessStep> way = witness(context).steps();
        steps.addAll(steps.isEmpty() ? way : way.subList(1, way.size()));
        return steps;
    }

    private Witness witness(RuleContext context) {
        return Witness.of(context, root, activation.path(), site, label);
    }

    private List<WitnessStep> taking(RuleContext context, HeldLock lock) {
        HeldLock.Place place = lock.taken();
        String text = "takes " + lock.lock().text() + " by `" + Names.display(place.target()) + "`";
        return Witness.of(context, root, place.activation().path(), place.site(), text)
                .steps();
    }

    /** Made of names, and of the number of the call among those of its function where there are several lines. */
    private String fingerprint(RuleContext context, String rule) {
        List<String> print = new ArrayList<>(
                List.of(rule, message, root.symbol(), root.context().text(), Integer.toString(line(context))));
        print.add(Names.display(site.caller()));
        activation.path().forEach(edge -> print.add(Names.display(edge.target())));
        return Fingerprint.of(print);
    }

    private int line(RuleContext context) {
        Program program = context.program();
        List<Optional<SourceLocation>> lines = context.calls().sitesIn(site.caller()).stream()
                .filter(other -> !(other.target() instanceof CallTarget.External external && external.isIntrinsic()))
                .map(other -> program.locationOf(other.instruction()))
                .distinct()
                .toList();
        return lines.indexOf(program.locationOf(site.instruction()));
    }
}
