package io.ferrule.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known so far of one activation: the states of its blocks, its ways out, and who waits for these. */
final class Frame {

    /** The number under which the facts of a way out hold the result. */
    static final int RESULT = -1;

    private final Activation activation;
    private final FunctionPlan plan;
    private final Values values;
    private final Conditions conditions;
    private final Doubts doubts;
    private final Map<Integer, Map<LockState, Facts>> blocks = new HashMap<>();
    private final Map<Exit, Facts> exits = new LinkedHashMap<>();
    private final Map<Continuation.Key, Continuation> waiting = new LinkedHashMap<>();

    /** How a function is left. */
    record Exit(LockState state, boolean unwinding) {}

    Frame(Activation activation, FunctionPlan plan, Values values) {
        this.activation = activation;
        this.plan = plan;
        this.values = values;
        this.conditions = new Conditions(plan, values);
        this.doubts = new Doubts(plan, values);
    }

    Activation activation() {
        return activation;
    }

    FunctionPlan plan() {
        return plan;
    }

    Values values() {
        return values;
    }

    Conditions conditions() {
        return conditions;
    }

    Doubts doubts() {
        return doubts;
    }

    /** The number of states in which control comes to that block. */
    int states(int block) {
        return blocks.getOrDefault(block, Map.of()).size();
    }

    boolean knows(int block, LockState state) {
        return blocks.getOrDefault(block, Map.of()).containsKey(state);
    }

    /** Adds a path that comes to that block; whether that is news. */
    boolean arrive(int block, Path path) {
        List<Integer> phis =
                plan.phis(block).stream().map(phi -> phi.header().result()).toList();
        return add(blocks.computeIfAbsent(block, b -> new LinkedHashMap<>()), path.state(), path.facts(), phis);
    }

    /** The path that stands for all that come to that block in that state. */
    Path at(int block, LockState state) {
        Map<LockState, Facts> states = blocks.getOrDefault(block, Map.of());
        LockState first =
                states.keySet().stream().filter(state::equals).findFirst().orElseThrow();
        return new Path(first, states.getOrDefault(state, Facts.none()).copy());
    }

    /** Adds a way out; whether that is news. */
    boolean leave(Exit exit, Facts facts) {
        return add(exits, exit, facts, List.of(RESULT));
    }

    /** Where these locals differ on the paths that become one, that is noted. */
    private static <K> boolean add(Map<K, Facts> known, K key, Facts facts, List<Integer> computed) {
        Facts before = known.get(key);
        if (before == null) {
            known.put(key, facts.copy());
            return true;
        }
        List<Integer> differing = before.differing(facts, computed);
        boolean changed = before.meet(facts);
        differing.forEach(before.marks()::blur);
        return changed;
    }

    Facts factsAt(Exit exit) {
        return exits.getOrDefault(exit, Facts.none());
    }

    List<Exit> exits() {
        return new ArrayList<>(exits.keySet());
    }

    /** Adds one who waits; the one who waits now for all that are like it. */
    Continuation await(Continuation continuation) {
        Continuation before = waiting.putIfAbsent(continuation.key(), continuation);
        if (before == null) {
            return continuation;
        }
        before.path().facts().meet(continuation.path().facts());
        return before;
    }

    Collection<Continuation> waiting() {
        return new ArrayList<>(waiting.values());
    }
}
