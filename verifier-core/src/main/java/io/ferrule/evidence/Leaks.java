package io.ferrule.evidence;

import io.ferrule.mir.BasicBlock;
import io.ferrule.mir.ItemKind;
import io.ferrule.mir.MirBody;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.mir.MirContents.Code;
import io.ferrule.mir.MirProgram;
import io.ferrule.mir.Terminator;
import io.ferrule.ownership.BodyTypes;
import io.ferrule.ownership.MarkedTypes;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bodies that a guard leaves which is made in them, or in what they call: by their result, or behind a reference, and then
 * nobody knows where to. The caller runs with that guard.
 */
final class Leaks {

    private final MarkedTypes types;
    private final Makers makers;
    private final Map<TextRange, Way> ways = new HashMap<>();
    private final IdentityHashMap<Terminator.Call, Set<MirBody>> called = new IdentityHashMap<>();

    /** How guards leave a body. */
    private record Way(boolean returned, boolean stored) {

        Way and(Life life) {
            return new Way(returned || life.returned(), stored || life.stored());
        }

        boolean any() {
            return returned || stored;
        }
    }

    /**
     * A call out of which a guard comes.
     *
     * @param bodies those that it may be of, or that it is given, and that a guard leaves
     */
    record Leak(List<MirBody> bodies, Life life) {}

    /** {@code made} are the steps of each body that make guards, calls within the crate left out. */
    Leaks(MirProgram mir, MarkedTypes types, Makers makers, Map<TextRange, List<Meant>> made) {
        this.types = types;
        this.makers = makers;
        made.forEach((range, all) -> all.forEach(one -> add(range, one.life())));
        boolean grew = !ways.isEmpty();
        while (grew) {
            Map<TextRange, Way> before = Map.copyOf(ways);
            mir.bodies().stream()
                    .filter(body -> body.kind() == ItemKind.FUNCTION && !body.forEvaluation())
                    .forEach(body -> {
                        if (body.contents() instanceof Code code) {
                            in(code).values().forEach(leak -> add(body.range(), leak.life()));
                        }
                    });
            grew = !before.equals(ways);
        }
    }

    private void add(TextRange range, Life life) {
        Way way = ways.getOrDefault(range, new Way(false, false)).and(life);
        if (way.any()) {
            ways.put(range, way);
        }
    }

    /** The calls of a body out of which a guard comes that is made in the crate. */
    Map<Step, Leak> in(Code code) {
        Map<Step, Leak> found = new LinkedHashMap<>();
        BodyTypes local = new BodyTypes(code);
        for (int b = 0; b < code.blocks().size() && !ways.isEmpty(); b++) {
            BasicBlock block = code.blocks().get(b);
            if (block.terminator() instanceof Terminator.Call call) {
                List<MirBody> bodies = leaving(call, local);
                if (!bodies.isEmpty()) {
                    found.put(new Step(b, block.statements().size()), new Leak(bodies, life(code, call, bodies)));
                }
            }
        }
        return found;
    }

    private List<MirBody> leaving(Terminator.Call call, BodyTypes local) {
        return called.computeIfAbsent(call, one -> makers.executed(one, local)).stream()
                .filter(body -> ways.containsKey(body.range()))
                .toList();
    }

    private Life life(Code code, Terminator.Call call, List<MirBody> bodies) {
        BodyFlow flow = new BodyFlow(code, types);
        Life returned = returned(flow, call);
        boolean stored = mayStore(call, new BodyTypes(code))
                || bodies.stream()
                        .anyMatch(body -> ways.getOrDefault(body.range(), new Way(false, false))
                                .stored());
        return stored && call.target().isPresent()
                ? new Life(flow.stored(call.target().getAsInt()).alive(), returned.returned(), true)
                : returned;
    }

    /** Whether a function of another crate can put what it gets from one of the crate behind a reference. */
    private boolean mayStore(Terminator.Call call, BodyTypes local) {
        return makers.own(call).isEmpty()
                && call.arguments().stream()
                        .flatMap(argument -> local.of(argument).stream())
                        .flatMap(type -> MarkedTypes.target(type).stream())
                        .anyMatch(target -> types.owns(target, Map.of()));
    }

    /** The life of what a call returns. */
    static Life returned(BodyFlow flow, Terminator.Call call) {
        return call.target().isPresent()
                ? flow.life(
                        new Step(call.target().getAsInt(), 0),
                        call.destination().local())
                : new Life(Set.of(), false, false);
    }
}
