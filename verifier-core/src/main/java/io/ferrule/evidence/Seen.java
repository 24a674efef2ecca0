package io.ferrule.evidence;

import io.ferrule.graph.CallSite;
import io.ferrule.program.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What executes of a step that makes a guard, in one execution of its body.
 *
 * @param function the function that it is compiled into
 * @param instance the function that the body was made into, which may be inlined there
 * @param met whether a call there may take something
 * @param touched an instruction of what makes it
 * @param certain a call behind it, which executes only if it does, while the guard is alive
 * @param possible one that may execute without it, or of which nobody knows where in the body it is
 * @param inside the calls within what makes it
 * @param callees the functions of which there is code where it is made
 * @param exposed whether the body may give back something by hand behind it
 */
record Seen(
        String function,
        String instance,
        Meant meant,
        boolean met,
        Optional<Instruction> touched,
        Optional<Instruction> certain,
        Optional<Instruction> possible,
        List<CallSite> inside,
        Set<String> callees,
        boolean exposed) {

    Seen {
        inside = List.copyOf(inside);
        callees = Set.copyOf(callees);
    }

    static Seen of(
            String function,
            String instance,
            Meant meant,
            List<Meant> all,
            List<Trace> traces,
            BodySteps steps,
            Taking taking,
            ByHand hands) {
        List<CallSite> inside = traces.stream()
                .filter(trace -> !steps.isDrop(trace.place()) && isOf(meant, all, trace, steps))
                .flatMap(trace -> trace.site().stream())
                .toList();
        List<Trace> calls =
                traces.stream().filter(trace -> trace.site().isPresent()).toList();
        return new Seen(
                function,
                instance,
                meant,
                inside.stream().anyMatch(taking::at),
                first(traces, trace -> isByMaker(meant, trace, steps)),
                first(calls, trace -> isAmong(meant.certain(), steps.at(trace.place()))),
                first(calls, trace -> mayBeBehind(meant, trace, steps)),
                inside,
                traces.stream()
                        .filter(trace -> isByMaker(meant, trace, steps))
                        .flatMap(Seen::called)
                        .collect(Collectors.toSet()),
                hands.givesBehind(meant.step()));
    }

    /** A place where the body has nothing may be anywhere in it: a macro that collapses its debug information hides all it does. */
    private static boolean mayBeBehind(Meant meant, Trace trace, BodySteps steps) {
        Set<Step> from = steps.at(trace.place());
        return trace.isMerged() || from.isEmpty() || isAmong(meant.life().alive(), from);
    }

    private static Stream<String> called(Trace trace) {
        return trace.called()
                .map(Stream::of)
                .orElseGet(() -> trace.site().stream().flatMap(site -> site.targets().stream()));
    }

    /** What the source has nowhere else may be of a macro, or be what a guard is built of. */
    private static boolean isOf(Meant meant, List<Meant> all, Trace trace, BodySteps steps) {
        if (meant.has(trace.place()) && !meant.isBuilt()) {
            return true;
        }
        boolean fits = meant.isBuilt() ? mayComeBefore(meant, trace, steps) : meant.foreign();
        return fits
                && all.stream()
                        .filter(other -> !other.isBuilt() && !other.step().equals(meant.step()))
                        .noneMatch(other -> other.has(trace.place()));
    }

    private static boolean mayComeBefore(Meant built, Trace trace, BodySteps steps) {
        Set<Step> from = steps.at(trace.place());
        return from.isEmpty() || from.stream().anyMatch(step -> built.earlier().contains(step.block()));
    }

    private static boolean isByMaker(Meant meant, Trace trace, BodySteps steps) {
        boolean here = !meant.isBuilt()
                && trace.isOfCallee()
                && !steps.isDrop(trace.place())
                && steps.callsAt(trace.place()).equals(Set.of(meant.step()));
        return here && (trace.called().isPresent() || steps.at(trace.place()).equals(Set.of(meant.step())));
    }

    private static boolean isAmong(Set<Step> wanted, Set<Step> steps) {
        return !steps.isEmpty() && wanted.containsAll(steps);
    }

    private static Optional<Instruction> first(List<Trace> traces, Predicate<Trace> wanted) {
        return traces.stream().filter(wanted).map(Trace::instruction).findFirst();
    }

    /** The same, of a guard that is built in place and has nothing of its own to stand for. */
    Seen unmet() {
        return new Seen(function, instance, meant, false, touched, certain, possible, inside, callees, exposed);
    }

    /** What makes it in this instance; the same function has the same name in each. */
    String maker() {
        return meant.open() && Makers.isGeneric(instance) ? meant.maker() + " in " + instance : meant.maker();
    }
}
