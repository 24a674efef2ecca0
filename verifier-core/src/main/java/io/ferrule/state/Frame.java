package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Decision.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What is known so far of one activation: the states of its blocks, its ways out, and who waits for these. */
final class Frame {

    /** The number under which the facts of a way out hold the result. */
    static final int RESULT = -1;

    /** Stands for the number of an instruction, in the name of what no instruction yields. */
    private static final int NOWHERE = -1;

    /** More ways than these to come to a block, or out of the function, are not kept apart. */
    private static final int MOST_WAYS = 8;

    private final Activation activation;
    private final FunctionPlan plan;
    private final Values values;
    private final Conditions conditions;
    private final Doubts doubts;
    private final Manner manner;

    /** Whether a contract says what the function does, so that its caller asks of its ways out only what decides. */
    private final boolean isTold;

    private final Optional<Decision> decision;
    private final Map<Integer, Map<Arrival, Facts>> blocks = new HashMap<>();
    private final Map<Exit, Facts> exits = new LinkedHashMap<>();
    private final Map<Continuation.Key, Continuation> waiting = new LinkedHashMap<>();

    /** What is kept apart of the paths that come to a block: of one state those whose guards differ, as the manner is. */
    record Arrival(LockState state, int way) {}

    /**
     * How a function is left.
     *
     * @param answer of a function that tries a lock, whether it took it
     */
    record Exit(LockState state, boolean unwinding, int way, Optional<Answer> answer) {}

    Frame(Activation activation, FunctionPlan plan, Values values) {
        this(activation, plan, values, Manner.EVENTS, false, Optional.empty());
    }

    Frame(
            Activation activation,
            FunctionPlan plan,
            Values values,
            Manner manner,
            boolean isTold,
            Optional<Decision> decision) {
        this.activation = activation;
        this.manner = manner;
        this.isTold = isTold;
        this.decision = decision;
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

    Manner manner() {
        return manner;
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
        return blocks.getOrDefault(block, Map.of()).containsKey(new Arrival(state, 0));
    }

    /** Adds a path that comes to that block; where that is news, what stands for it from now on. */
    Optional<Arrival> arrive(int block, Path path) {
        List<Integer> phis =
                plan.phis(block).stream().map(phi -> phi.header().result()).toList();
        Map<Arrival, Facts> known = blocks.computeIfAbsent(block, b -> new LinkedHashMap<>());
        Arrival arrival = apart(known, way -> new Arrival(path.state(), way), path.state(), path.facts(), false);
        return add(known, arrival, path.facts(), phis) ? Optional.of(arrival) : Optional.empty();
    }

    /** The path that stands for all that come to that block like this. */
    Path at(int block, Arrival arrival) {
        Map<Arrival, Facts> states = blocks.getOrDefault(block, Map.of());
        LockState first = states.keySet().stream()
                .filter(arrival::equals)
                .findFirst()
                .orElseThrow()
                .state();
        return new Path(first, states.getOrDefault(arrival, Facts.none()).copy());
    }

    /** Adds a way out; where that is news, what stands for it. */
    Optional<Exit> leave(LockState state, boolean unwinding, Facts facts) {
        Origin told = new Origin(plan.symbol(), NOWHERE, Optional.empty());
        Optional<Answer> answer = decision.filter(known -> !unwinding).map(known -> known.on(facts, told));
        Exit exit = isTold
                ? new Exit(state, unwinding, 0, answer)
                : apart(exits, way -> new Exit(state, unwinding, way, answer), state, facts, yieldsPointers());
        return add(exits, exit, facts, List.of(RESULT)) ? Optional.of(exit) : Optional.empty();
    }

    /** Whether the result may hold a guard, or tell that it holds none. */
    private boolean yieldsPointers() {
        return plan.function().type().result() instanceof Type.StructType struct
                && struct.elements().stream().anyMatch(Type.PointerType.class::isInstance);
    }

    /** The key of what is known already, or a free one; where there are too many, the first is for all. */
    private <K> K apart(Map<K, Facts> known, IntFunction<K> keys, LockState state, Facts facts, boolean result) {
        return IntStream.range(0, MOST_WAYS)
                .mapToObj(keys)
                .filter(key -> !known.containsKey(key)
                        || known.get(key)
                                .distinction(manner, state, result)
                                .equals(facts.distinction(manner, state, result)))
                .findFirst()
                .orElse(keys.apply(0));
    }

    /** Where these locals differ on the paths that become one, that is noted. */
    private <K> boolean add(Map<K, Facts> known, K key, Facts facts, List<Integer> computed) {
        Facts before = known.get(key);
        if (before == null) {
            known.put(key, facts.copy());
            return true;
        }
        List<Integer> differing = before.differing(facts, computed);
        boolean changed = before.meet(facts);
        differing.forEach(before.marks()::blur);
        if (manner.isQuiet()) {
            before.marks().clearBlurs();
        }
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
