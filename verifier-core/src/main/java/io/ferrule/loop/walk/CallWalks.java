package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.CallSite;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.CallOperation.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All ways from the start of a function to one call in it. Loops on the way are not unrolled. */
public final class CallWalks {

    private final FunctionModel model;
    private final Claims claims;
    private final List<Linear> invariants;
    private final Oracle oracle;
    private final Guards guards;
    private final int pathLimit;

    /**
     * The walks of one function.
     *
     * @param claims what holds of its loops
     * @param invariants what holds of its parameters, as forms that are at least 0
     */
    public CallWalks(FunctionModel model, Claims claims, List<Linear> invariants, Oracle oracle, int pathLimit) {
        this.model = model;
        this.claims = claims;
        this.invariants = List.copyOf(invariants);
        this.oracle = oracle;
        this.guards = model.guards();
        this.pathLimit = pathLimit;
    }

    /** A walk that has come to the call, and what it gives to each parameter that is a number. */
    public record Arrival(Walk walk, Map<Integer, Linear> arguments) {}

    /**
     * The ways to that call.
     *
     * @throws OutOfBudget if there are too many
     */
    public List<Arrival> to(CallSite site) {
        Set<Integer> useful = before(site.block());
        Choices choices = new Choices(oracle, pathLimit);
        Stages stages = new Stages(choices);
        return stages.ofAll(0, () -> atStart(choices), (walk, block) -> arrival(walk, block, site, useful, stages));
    }

    private Walk atStart(Choices choices) {
        Walk walk = new Walk(model, claims, oracle, choices, false);
        invariants.forEach(form -> walk.require(walk.here(form)));
        walk.arrive(0);
        assumeIn(walk, 0);
        return walk;
    }

    /** The rest of a way to the call, from a block on. */
    private Arrival arrival(Walk walk, int from, CallSite site, Set<Integer> useful, Stages stages) {
        int at = from;
        while (at != site.block()) {
            stages.add(walk, at);
            at = step(walk, at, useful);
        }
        Map<Integer, Linear> arguments = arguments(walk, site);
        walk.prune();
        walk.finish();
        return new Arrival(walk, arguments);
    }

    /** On to one of the blocks that lead to the call. */
    private int step(Walk walk, int at, Set<Integer> useful) {
        List<Integer> ways = model.graph().successors(at).stream()
                .filter(to -> useful.contains(to) && !model.dominators().dominates(to, at))
                .toList();
        int to = Guards.takeOne(walk, model.block(at).terminator(), ways);
        walk.follow(Merge.edge(at, to));
        assumeIn(walk, to);
        return to;
    }

    private void assumeIn(Walk walk, int block) {
        guards.in(block).forEach(guard -> guard.apply(walk));
    }

    private Map<Integer, Linear> arguments(Walk walk, CallSite site) {
        Map<Integer, Linear> given = new HashMap<>();
        List<Argument> arguments = site.instruction().call().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            int width = model.width(arguments.get(i).type());
            if (width > 1) {
                given.put(i, walk.value(arguments.get(i).value(), width));
            }
        }
        return given;
    }

    /** The blocks from which that one can be reached. */
    private Set<Integer> before(int block) {
        Set<Integer> seen = new HashSet<>();
        List<Integer> open = new ArrayList<>(List.of(block));
        while (!open.isEmpty()) {
            int next = open.remove(open.size() - 1);
            if (seen.add(next)) {
                open.addAll(model.graph().predecessors(next));
            }
        }
        return seen;
    }
}
