package io.ferrule.state;

import io.ferrule.program.Computation.Phi;
import io.ferrule.program.Type;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Base.Global;
import io.ferrule.state.Base.Origin;
import io.ferrule.state.Base.Slot;
import io.ferrule.state.Decision.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is known so far of one activation: the states of its blocks, its ways out, and who waits for these. */
final class Frame {

    /** Rounds of loops are told apart up to these many in one block. */
    private static final int MOST_ROUNDS = 32;

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
    private final Map<Integer, Set<LockState>> states = new HashMap<>();
    private final Map<Exit, Facts> exits = new LinkedHashMap<>();
    private final Map<Continuation.Key, Continuation> waiting = new LinkedHashMap<>();

    /** The number of the way of each path, where all are on their own. */
    private final Map<Facts, Integer> ways = new HashMap<>();

    /**
     * In what round of what loops a path is.
     *
     * @param counts the numbers that count the rounds of loops; empty where these are not told apart
     */
    record Round(LockState state, List<AbstractValue> counts) {
        Round {
            counts = List.copyOf(counts);
        }
    }

    /** What is kept apart of the paths that come to a block: of one round those whose guards differ, as the manner is. */
    record Arrival(Round round, int way) {}

    /**
     * How a function is left.
     *
     * @param answer of a function that tries a lock, whether it took it
     */
    record Exit(LockState state, boolean unwinding, int way, Optional<Answer> answer) {}

    Frame(Activation activation, FunctionPlan plan, Values values, Manner manner) {
        this(activation, plan, values, manner, false, Optional.empty());
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
        return states.getOrDefault(block, Set.of()).size();
    }

    boolean knows(int block, LockState state) {
        return states.getOrDefault(block, Set.of()).contains(state);
    }

    private Stream<Round> rounds(int block) {
        return blocks.getOrDefault(block, Map.of()).keySet().stream().map(Arrival::round);
    }

    /** In what round a path comes to that block; rounds are told apart up to a certain number of them. */
    private Round round(int block, Path path) {
        if (manner == Manner.PATHS) {
            return new Round(path.state(), List.of());
        }
        Round exact = new Round(path.state(), counts(block, path.facts()));
        boolean known = rounds(block).anyMatch(exact::equals);
        boolean many = rounds(block)
                        .filter(round -> !round.counts().isEmpty())
                        .distinct()
                        .count()
                >= MOST_ROUNDS;
        return known || !many ? exact : new Round(path.state(), List.of());
    }

    /** The numbers of the loops around that block, where one is known. */
    List<AbstractValue> counts(int block, Facts facts) {
        List<AbstractValue> counts = plan.rounds().apart(block).stream()
                .map(local -> facts.value(local).filter(Frame::isKnown).orElse(AbstractValue.Unknown.UNKNOWN))
                .toList();
        return counts.stream().anyMatch(Frame::isKnown) ? counts : List.of();
    }

    private static boolean isKnown(AbstractValue value) {
        return value instanceof Numeral
                || (value instanceof Address address
                        && (address.base() instanceof Slot || address.base() instanceof Global));
    }

    /** Adds a path that comes to that block from another one; where that is news, what stands for it from now on. */
    Optional<Arrival> arrive(int from, int block, Path path) {
        Facts facts = path.facts();
        Round round = round(block, path);
        states.computeIfAbsent(block, b -> new HashSet<>()).add(path.state());
        Map<Arrival, Facts> known = blocks.computeIfAbsent(block, b -> new LinkedHashMap<>());
        Arrival arrival = apart(known, way -> new Arrival(round, way), path.state(), facts, false)
                .orElse(new Arrival(round, 0));
        Facts before = known.getOrDefault(arrival, facts);
        List<Integer> counted = counted(from, block, before, facts);
        List<Extent> cells = countedCells(from, block, before, facts);
        boolean news = known.containsKey(arrival) && name(block, known.get(arrival), facts);
        news |= add(known, arrival, facts, computed(block));
        Blurs lost = known.getOrDefault(arrival, facts).marks().lost();
        for (int local : counted) {
            news |= lost.add(local);
        }
        for (Extent cell : cells) {
            news |= lost.add(cell);
        }
        return news ? Optional.of(arrival) : Optional.empty();
    }

    /**
     * What is a number on two paths that become one, and not the same, has a name behind, by which what each path knew is kept;
     * whether it had none before. It is named after the phi, or after the block and the slot it lies in.
     */
    private boolean name(int block, Facts one, Facts other) {
        if (manner.isQuiet()) {
            return false;
        }
        boolean news = false;
        for (Phi phi : plan.phis(block)) {
            int local = phi.header().result();
            news |= one.name(other, local, named(plan.numberOf(local).orElseThrow()));
        }
        for (Address place : one.differingIn(other, plan.symbol())) {
            news |= one.name(other, place, named(plan.joined(block, ((Slot) place.base()).local())));
        }
        return news;
    }

    private Base named(int number) {
        return new Origin(plan.symbol(), number, Optional.empty());
    }

    /** The locals that count rounds and differ on two paths that become one. */
    private List<Integer> counted(int from, int block, Facts one, Facts other) {
        return manner.isQuiet()
                ? List.of()
                : plan.rounds().counters(from, block).stream()
                        .filter(local -> !one.agrees(other, local))
                        .toList();
    }

    /** The same of places in slots, on an edge that begins another round. */
    private List<Extent> countedCells(int from, int block, Facts one, Facts other) {
        return manner.isQuiet() || !plan.rounds().isAgain(from, block) ? List.of() : one.differingNumbers(other);
    }

    /** The locals whose numbers tell of the way to that block. */
    private List<Integer> computed(int block) {
        List<Integer> locals = new ArrayList<>(plan.rounds().apart(block));
        plan.phis(block).forEach(phi -> locals.add(phi.header().result()));
        return locals;
    }

    /** The path that stands for all that come to that block like this. */
    Path at(int block, Arrival arrival) {
        Map<Arrival, Facts> known = blocks.getOrDefault(block, Map.of());
        Arrival first =
                known.keySet().stream().filter(arrival::equals).findFirst().orElseThrow();
        return new Path(
                first.round().state(), known.getOrDefault(arrival, Facts.none()).copy());
    }

    /** Adds a way out; where that is news, what stands for it. */
    Optional<Exit> leave(LockState state, boolean unwinding, Facts facts) {
        Origin told = new Origin(plan.symbol(), NOWHERE, Optional.empty());
        Optional<Answer> answer = decision.filter(known -> !unwinding).map(known -> known.on(facts, told));
        Exit first = new Exit(state, unwinding, 0, answer);
        Exit exit = isTold
                ? first
                : apart(exits, way -> new Exit(state, unwinding, way, answer), state, facts, yieldsPointers())
                        .orElse(first);
        return add(exits, exit, facts, List.of(RESULT)) ? Optional.of(exit) : Optional.empty();
    }

    /** Whether the result may hold a guard, or tell that it holds none. */
    private boolean yieldsPointers() {
        return plan.function().type().result() instanceof Type.StructType struct
                && struct.elements().stream().anyMatch(Type.PointerType.class::isInstance);
    }

    /**
     * Whether a path comes to that block in a way that cannot be kept apart: what is told of those that become one may be true of
     * none of them.
     */
    boolean isCrowded(int block, Path path) {
        Map<Arrival, Facts> known = blocks.getOrDefault(block, Map.of());
        if (manner != Manner.EVENTS || known.size() < MOST_WAYS) {
            return false;
        }
        Round round = round(block, path);
        return apart(known, way -> new Arrival(round, way), path.state(), path.facts(), false)
                .isEmpty();
    }

    /** The same of a path that leaves the function. */
    boolean isCrowded(boolean unwinding, Path path) {
        IntFunction<Exit> exit = way -> new Exit(path.state(), unwinding, way, Optional.empty());
        return manner == Manner.EVENTS
                && exits.size() >= MOST_WAYS
                && apart(exits, exit, path.state(), path.facts(), yieldsPointers())
                        .isEmpty();
    }

    /** The key of what is known already, or a free one; none where there are too many. */
    private <K> Optional<K> apart(
            Map<K, Facts> known, IntFunction<K> keys, LockState state, Facts facts, boolean result) {
        if (manner == Manner.PATHS) {
            return Optional.of(keys.apply(ways.computeIfAbsent(facts.copy(), f -> ways.size())));
        }
        return IntStream.range(0, MOST_WAYS)
                .mapToObj(keys)
                .filter(key -> !known.containsKey(key)
                        || known.get(key)
                                .distinction(manner, state, result)
                                .equals(facts.distinction(manner, state, result)))
                .findFirst();
    }

    /** Adds a path to those that are like it; whether that is news. */
    private <K> boolean add(Map<K, Facts> known, K key, Facts facts, List<Integer> computed) {
        Facts before = known.putIfAbsent(key, facts.copy());
        return before == null || meet(before, facts, computed);
    }

    /** Where these locals differ on the paths that become one, that is noted. */
    private boolean meet(Facts before, Facts facts, List<Integer> computed) {
        List<Integer> differing = before.differing(facts, computed);
        boolean changed = before.meet(facts);
        differing.forEach(before.marks().differing()::add);
        if (manner.isQuiet()) {
            before.marks().eachBlur(Blurs::clear);
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
        Facts facts = before.path().facts();
        meet(facts, continuation.path().facts(), facts.locals());
        return before;
    }

    Collection<Continuation> waiting() {
        return new ArrayList<>(waiting.values());
    }
}
