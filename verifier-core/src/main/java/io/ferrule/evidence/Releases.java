package io.ferrule.evidence;

import io.ferrule.evidence.Trace.Instance;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.Place;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.Variables;
import io.ferrule.program.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The guards whose drop executes in one function while nothing there gives anything back. A call that LLVM made one of
 * several may be that of any drop, so where there is one, nothing is said: what is missed costs no proof, as a lock that is
 * not seen to be given back is held in whatever rests on it.
 */
final class Releases {

    private final GuardEnds ends;
    private final Taking giving;

    Releases(GuardEnds ends, Taking giving) {
        this.ends = ends;
        this.giving = giving;
    }

    /** A place where a body drops a guard. */
    private record Dropped(Instance instance, SourceLocation place, String type) {}

    /**
     * Those in one function.
     *
     * @param wanted the types of guards that matter
     */
    List<Disagreement> in(
            String function, Map<Instance, List<Trace>> traces, Map<?, MirBody> bodies, Predicate<String> wanted) {
        Map<Dropped, List<Trace>> dropped = new LinkedHashMap<>();
        traces.forEach((instance, all) -> all.forEach(trace -> trace.called()
                .flatMap(ends::of)
                .filter(wanted)
                .map(type -> new Dropped(instance, trace.place(), type))
                .ifPresent(at ->
                        dropped.computeIfAbsent(at, d -> new ArrayList<>()).add(trace))));
        List<Disagreement> found = new ArrayList<>();
        dropped.forEach((at, all) -> {
            boolean given = all.stream()
                    .anyMatch(trace -> trace.site().filter(giving::at).isPresent());
            MirBody body = bodies.get(at.instance().body());
            if (!given && body != null && body.contents() instanceof Code code) {
                drop(code, at.place()).ifPresent(drop -> found.add(unreleased(function, body, code, drop, all.get(0))));
            }
        });
        return found;
    }

    private static Optional<Terminator> drop(Code code, SourceLocation place) {
        return code.blocks().stream()
                .map(block -> block.terminator())
                .filter(step -> step instanceof Terminator.Drop || step instanceof Terminator.Call)
                .filter(step -> step.at().span().beginsAt(place))
                .findFirst();
    }

    private static Disagreement unreleased(String function, MirBody body, Code code, Terminator drop, Trace trace) {
        String guard = variable(body, code, drop).map(name -> "`" + name + "`").orElse("a guard");
        String message =
                guard + " is dropped, and no call is seen there that gives back what it stands for: whether that"
                        + " is held from here on is not known";
        return new Disagreement(function, message, drop.at().span(), trace.instruction(), true);
    }

    private static Optional<String> variable(MirBody body, Code code, Terminator drop) {
        Optional<Place> place = Optional.empty();
        if (drop instanceof Terminator.Drop dropped) {
            place = Optional.of(dropped.place());
        } else if (drop instanceof Terminator.Call call) {
            place = call.arguments().stream()
                    .flatMap(argument -> BodyTypes.place(argument).stream())
                    .findFirst();
        }
        return place.flatMap(of -> Variables.movedInto(body, code, of.local()));
    }
}
