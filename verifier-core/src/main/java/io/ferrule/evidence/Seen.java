package io.ferrule.evidence;

import io.ferrule.graph.CallSite;
import io.ferrule.program.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What executes of a step that makes a guard, in one execution of its body.
 *
 * @param function the function that it is compiled into
 * @param met whether a call there may take something
 * @param touched an instruction of what makes it
 * @param certain a call behind it, which executes only if it does, while the guard is alive
 * @param possible one that may execute without it, or of which nobody knows where in the body it is
 * @param inside the calls within what makes it
 */
record Seen(
        String function,
        Meant meant,
        boolean met,
        Optional<Instruction> touched,
        Optional<Instruction> certain,
        Optional<Instruction> possible,
        List<CallSite> inside) {

    Seen {
        inside = List.copyOf(inside);
    }

    static Seen of(String function, Meant meant, List<Meant> all, List<Trace> traces, BodySteps steps, Taking taking) {
        List<CallSite> inside = traces.stream()
                .filter(trace -> !steps.isDrop(trace.place()) && isOf(meant, all, trace))
                .flatMap(trace -> trace.site().stream())
                .toList();
        List<Trace> calls =
                traces.stream().filter(trace -> trace.site().isPresent()).toList();
        return new Seen(
                function,
                meant,
                inside.stream().anyMatch(taking::at),
                first(traces, trace -> isByMaker(meant, trace, steps)),
                first(calls, trace -> isAmong(meant.certain(), steps.at(trace.place()))),
                first(calls, trace -> trace.isMerged() || isAmong(meant.alive(), steps.at(trace.place()))),
                inside);
    }

    /** What the source has nowhere else may be of a macro. */
    private static boolean isOf(Meant meant, List<Meant> all, Trace trace) {
        return meant.isBuilt()
                || meant.has(trace.place())
                || (meant.foreign()
                        && all.stream()
                                .noneMatch(other -> !other.step().equals(meant.step()) && other.has(trace.place())));
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

    /** Whether it may execute and nothing is seen of it but what comes after it. */
    boolean isSilent() {
        return !met && touched.isEmpty() && (certain.isPresent() || possible.isPresent());
    }
}
