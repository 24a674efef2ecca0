package io.ferrule.loop.walk;

import io.ferrule.arithmetic.Linear;
import io.ferrule.graph.Loop;
import io.ferrule.loop.walk.Guards.Guard;
import io.ferrule.loop.walk.Merges.Merge;
import io.ferrule.program.Computation.Phi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All ways round a loop, and all ways into it, under claims about it and the loops around and inside. A loop inside is
 * not unrolled: whatever the claims allow of its phis may be, and the way goes on in its last round.
 */
public final class LoopWalks {

    /** How many ways into a loop are told apart; beyond, values are not split. */
    private static final int ENTRIES = 24;

    /** What is told apart on the way into a loop. */
    private enum Forks {
        NONE,
        VALUES,
        WAYS
    }

    private final FunctionModel model;
    private final Claims claims;
    private final Oracle oracle;
    private final Guards guards;
    private final int pathLimit;

    LoopWalks(FunctionModel model, Claims claims, Oracle oracle, int pathLimit) {
        this.model = model;
        this.claims = claims;
        this.oracle = oracle;
        this.guards = model.guards();
        this.pathLimit = pathLimit;
    }

    /**
     * The ways from the header back to it.
     *
     * @throws OutOfBudget if there are too many
     */
    List<Transition> transitions(Loop loop) {
        Set<Integer> body = new HashSet<>(loop.blocks());
        List<Guard> known = guards.at(loop.header(), body, Approach.relevant(model, loop, claims));
        Choices choices = new Choices(oracle, pathLimit);
        Stages stages = new Stages(choices);
        return stages.ofAll(
                loop.header(),
                () -> atHeader(loop, body, known, choices),
                (walk, block) -> round(walk, block, loop, body, stages));
    }

    /** A walk that is at the header. */
    private Walk atHeader(Loop loop, Set<Integer> body, List<Guard> known, Choices choices) {
        Walk walk = new Walk(model, claims, oracle, choices, false);
        walk.arrive(loop.header());
        guards.passed(walk, loop.header(), body);
        begin(walk, loop);
        known.forEach(guard -> guard.apply(walk));
        return walk;
    }

    /** The rest of a way round, from the start of a block. */
    private Transition round(Walk walk, int from, Loop loop, Set<Integer> body, Stages stages) {
        int at = from;
        while (true) {
            if (at == loop.header() || model.graph().successors(at).size() > 1) {
                stages.add(walk, at);
            }
            guards.in(at).forEach(guard -> guard.apply(walk));
            Merge step = step(walk, loop, at, body);
            if (step.end() == loop.header()) {
                Transition transition = Transition.of(walk, claims, loop.header(), step);
                walk.prune();
                walk.finish();
                return transition;
            }
            walk.follow(step);
            at = step.end();
        }
    }

    /** On to the next block, or over a stretch in which nothing matters. */
    private Merge step(Walk walk, Loop loop, int at, Set<Integer> body) {
        Optional<Merge> merge = model.mergeAt(loop, at);
        if (merge.isPresent()) {
            return merge.get();
        }
        List<Integer> ways = new ArrayList<>();
        for (int target : model.graph().successors(at)) {
            if (target == loop.header() || (body.contains(target) && !isInnerBackEdge(at, target))) {
                ways.add(target);
            }
        }
        return Merge.edge(at, Guards.takeOne(walk, model.block(at).terminator(), ways));
    }

    private boolean isInnerBackEdge(int from, int to) {
        return model.dominators().dominates(to, from);
    }

    /** The phis of the header have the values of some round, of which the claims hold. */
    private void begin(Walk walk, Loop loop) {
        for (Phi phi : model.statePhis(loop.header())) {
            walk.begin(phi, model.width(phi.type()));
        }
        for (Linear invariant : claims.invariantsAt(loop.header())) {
            walk.require(walk.here(invariant));
        }
    }

    /** The ways into the loop. */
    List<Entry> entries(Loop loop, Approach approach) {
        List<Entry> entries = new ArrayList<>();
        approach.known().forEach((from, known) -> entries.addAll(entries(loop, from, known)));
        return List.copyOf(entries);
    }

    private List<Entry> entries(Loop loop, int from, List<Guard> known) {
        for (Forks forks : List.of(Forks.WAYS, Forks.VALUES)) {
            try {
                return entries(loop, from, known, forks);
            } catch (OutOfBudget tooMany) {
                // With fewer forks it may be few enough.
            }
        }
        return entries(loop, from, known, Forks.NONE);
    }

    private List<Entry> entries(Loop loop, int from, List<Guard> known, Forks forks) {
        Choices choices = new Choices(oracle, forks == Forks.NONE ? Integer.MAX_VALUE : ENTRIES);
        Stages stages = new Stages(choices);
        return stages.ofAll(
                0,
                () -> before(loop, from, choices, forks),
                (walk, first) -> entry(walk, first, loop, from, known, stages));
    }

    /** The rest of a way into the loop, from one of the things that are known there on. */
    private static Entry entry(Walk walk, int first, Loop loop, int from, List<Guard> known, Stages stages) {
        for (int place = first; place < known.size(); place++) {
            stages.add(walk, place);
            known.get(place).apply(walk);
        }
        stages.add(walk, known.size());
        Entry entry = Entry.of(walk, loop.header(), from);
        walk.prune();
        walk.finish();
        return entry;
    }

    /** A walk that takes an edge into the loop. */
    private Walk before(Loop loop, int from, Choices choices, Forks forks) {
        Walk walk = new Walk(model, claims, oracle, choices, forks != Forks.NONE);
        if (forks == Forks.NONE) {
            walk.finish();
        } else if (forks == Forks.WAYS) {
            walk.tellWaysApart();
        }
        walk.cameThrough(loop.header());
        walk.cameThrough(from);
        guards.passed(walk, from, Set.of());
        Guards.take(walk, model.block(from).terminator(), loop.header(), false);
        return walk;
    }
}
