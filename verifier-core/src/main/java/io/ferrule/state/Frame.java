package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is known so far of one activation: the states of its blocks, its ways out, and who waits for these. */
final class Frame {

    /** Rounds of loops are told apart up to these many in one block. */
    private static final int MOST_ROUNDS = 32;

    /** The number under which the facts of a way out hold the result. */
    static final int RESULT = -1;

    private final Activation activation;
    private final FunctionPlan plan;
    private final Values values;
    private final Conditions conditions;
    private final Doubts doubts;
    private final Map<Integer, Map<Round, Facts>> blocks = new HashMap<>();
    private final Map<Exit, Facts> exits = new LinkedHashMap<>();
    private final Map<Continuation.Key, Continuation> waiting = new LinkedHashMap<>();

    /**
     * What tells paths to a block apart.
     *
     * @param counts the numbers that count the rounds of loops; empty where these are not told apart
     */
    record Round(LockState state, List<AbstractValue> counts) {
        Round {
            counts = List.copyOf(counts);
        }
    }

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
    long states(int block) {
        return rounds(block).map(Round::state).distinct().count();
    }

    boolean knows(int block, LockState state) {
        return rounds(block).anyMatch(round -> round.state().equals(state));
    }

    private Stream<Round> rounds(int block) {
        return blocks.getOrDefault(block, Map.of()).keySet().stream();
    }

    /** What tells a path to that block from others; rounds are told apart up to a certain number of them. */
    Round round(int block, Path path) {
        Round exact = new Round(path.state(), counts(block, path.facts()));
        boolean known = blocks.getOrDefault(block, Map.of()).containsKey(exact);
        boolean many = rounds(block).filter(round -> !round.counts().isEmpty()).count() >= MOST_ROUNDS;
        return known || !many ? exact : new Round(path.state(), List.of());
    }

    /** The numbers of the loops around that block, where one is known. */
    List<AbstractValue> counts(int block, Facts facts) {
        List<AbstractValue> counts = plan.rounds().apart(block).stream()
                .map(local -> facts.value(local).filter(Frame::isCount).orElse(AbstractValue.Unknown.UNKNOWN))
                .toList();
        return counts.stream().anyMatch(Frame::isCount) ? counts : List.of();
    }

    private static boolean isCount(AbstractValue value) {
        return value instanceof Numeral
                || (value instanceof Address address
                        && (address.base() instanceof Slot || address.base() instanceof Global));
    }

    /** Adds a path that comes to that block from another one; whether that is news. */
    boolean arrive(int from, int block, Round round, Facts facts) {
        Map<Round, Facts> known = blocks.computeIfAbsent(block, b -> new LinkedHashMap<>());
        Facts before = known.get(round);
        if (before == null) {
            known.put(round, facts.copy());
            return true;
        }
        List<Integer> counted = plan.rounds().counters(from, block).stream()
                .filter(local -> !before.agrees(facts, local))
                .toList();
        boolean changed = meet(before, facts, computed(block));
        for (int local : counted) {
            changed |= before.marks().blur(local);
        }
        return changed;
    }

    /** The locals whose numbers tell of the way to that block. */
    private List<Integer> computed(int block) {
        List<Integer> locals = new ArrayList<>(plan.rounds().apart(block));
        plan.phis(block).forEach(phi -> locals.add(phi.header().result()));
        return locals;
    }

    /** The path that stands for all that come to that block in that way. */
    Path at(int block, Round round) {
        Round first = rounds(block).filter(round::equals).findFirst().orElseThrow();
        Facts facts = blocks.getOrDefault(block, Map.of()).getOrDefault(round, Facts.none());
        return new Path(first.state(), facts.copy());
    }

    /** Adds a way out; whether that is news. */
    boolean leave(Exit exit, Facts facts) {
        Facts before = exits.putIfAbsent(exit, facts.copy());
        return before == null || meet(before, facts, List.of(RESULT));
    }

    /** Where these locals differ on the paths that become one, that is noted. */
    private static boolean meet(Facts before, Facts facts, List<Integer> computed) {
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
        Facts facts = before.path().facts();
        meet(facts, continuation.path().facts(), facts.locals());
        return before;
    }

    Collection<Continuation> waiting() {
        return new ArrayList<>(waiting.values());
    }
}
