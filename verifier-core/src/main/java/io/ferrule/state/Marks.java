package io.ferrule.state;

import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import io.ferrule.state.Base.Somewhere;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of values by their names, wherever they lie, and where knowledge was lost.
 *
 * <p>The first three parts are facts, and hold on every path that came here. The others only ever take away certainty: a
 * branch on what was lost may look possible without being so.
 */
final class Marks {

    /** More than these many numbers that a value is not are not remembered. */
    private static final int MOST_APART = 8;

    /** Names that nothing has any more are kept up to these many. */
    private static final int MOST_NAMES = 32;

    /** Where more than these many places are in doubt, all are. */
    private static final int MOST_DOUBTS = 16;

    /** The numbers that named values are. */
    private final Map<Base, Long> known;

    /** The numbers that named values are not: zero, of a pointer that is not null. */
    private final Map<Base, Set<Long>> apart;

    /** The numbers that named values lie between. */
    private final Spans spans;

    /** What was different on paths that became one, and so goes together with something else, or others may have changed. */
    private final Blurs differing;

    /** What counted something before that was lost: it may be none of what it looks like it could be. */
    private final Blurs lost;

    /** The places in memory whose content decided about a branch, and the functions whose result did. */
    private final Set<Address> tested;

    /** Whether the path went over a branch that may be decided by an earlier one. */
    private boolean doubted;

    private Marks(
            Map<Base, Long> known,
            Map<Base, Set<Long>> apart,
            Spans spans,
            Blurs differing,
            Blurs lost,
            Set<Address> tested,
            boolean doubted) {
        this.known = known;
        this.apart = apart;
        this.spans = spans;
        this.differing = differing;
        this.lost = lost;
        this.tested = tested;
        this.doubted = doubted;
    }

    /** Nothing is known, and nothing was lost. */
    static Marks none() {
        return new Marks(
                new HashMap<>(), new HashMap<>(), Spans.none(), new Blurs(), new Blurs(), new LinkedHashSet<>(), false);
    }

    Marks copy() {
        return new Marks(
                new HashMap<>(known),
                new HashMap<>(apart),
                spans.copy(),
                differing.copy(),
                lost.copy(),
                new LinkedHashSet<>(tested),
                doubted);
    }

    /** The number itself, where the value is one by its name. */
    AbstractValue resolved(AbstractValue value) {
        Optional<Base> name = name(value);
        Long number = name.isPresent() ? known.get(name.get()) : null;
        return number == null ? value : new Numeral(number);
    }

    /** Notes that a named value is that number. */
    void learn(AbstractValue value, long number) {
        if (value instanceof Scalar || number == 0) {
            name(value).ifPresent(name -> {
                known.put(name, number);
                if (name instanceof Computed computed) {
                    Implied.learn(computed, number, this);
                }
            });
        }
    }

    /** Notes whether what a name of a comparison says is true. */
    void learnTruth(Base comparison, boolean truth) {
        known.put(comparison, truth ? 1L : 0L);
    }

    /** Notes how a named value compares with a number. */
    void learnCompared(String predicate, IntegerType type, AbstractValue value, long number) {
        switch (predicate) {
            case "eq" -> learn(value, number);
            case "ne" -> learnApart(value, number);
            default ->
                name(value)
                        .ifPresent(name ->
                                spans.learn(predicate, type, name, number).ifPresent(only -> learn(value, only)));
        }
    }

    /** How a value compares with a number, where what is known of its name tells. */
    Optional<Boolean> compared(String predicate, IntegerType type, AbstractValue value, long number) {
        return value instanceof Scalar
                ? name(value)
                        .flatMap(name ->
                                spans.compared(predicate, type, name, number, apart.getOrDefault(name, Set.of())))
                : Optional.empty();
    }

    /** Notes that a named value is not that number. */
    void learnApart(AbstractValue value, long number) {
        if (value instanceof Scalar || number == 0) {
            base(value).ifPresent(base -> apart.merge(base, Set.of(number - offset(value)), Marks::union));
        }
    }

    /** What a value is counted from: an address is apart from zero where its base is apart from the offset below zero. */
    private static Optional<Base> base(AbstractValue value) {
        return value instanceof Address address && address.base() != Somewhere.SOMEWHERE
                ? Optional.of(address.base())
                : name(value);
    }

    private static long offset(AbstractValue value) {
        return value instanceof Address address ? address.offset() : 0;
    }

    /** Sets never change, so that copies can share them. */
    private static Set<Long> union(Set<Long> one, Set<Long> other) {
        Set<Long> both = new HashSet<>(one);
        both.addAll(other);
        return both.size() > MOST_APART ? one : Set.copyOf(both);
    }

    /** Whether that contradicts what is known. */
    boolean contradicts(AbstractValue value, long number) {
        if (value instanceof Scalar scalar && (scalar.excludes(number) || spans.excludes(scalar.name(), number))) {
            return true;
        }
        return base(value)
                .filter(base -> apart.getOrDefault(base, Set.of()).contains(number - offset(value)))
                .isPresent();
    }

    private static Optional<Base> name(AbstractValue value) {
        if (value instanceof Scalar scalar) {
            return Optional.of(scalar.name()).filter(name -> scalar.isNamed());
        }
        return value instanceof Address address && address.offset() == 0 && address.base() != Somewhere.SOMEWHERE
                ? Optional.of(address.base())
                : Optional.empty();
    }

    boolean isBlurred(int local) {
        return differing.has(local) || lost.has(local);
    }

    boolean isAnyBlurred() {
        return differing.hasLocals() || lost.hasLocals();
    }

    Blurs differing() {
        return differing;
    }

    Blurs lost() {
        return lost;
    }

    /** Both, each with its counterpart of another path. */
    void eachBlur(Marks others, BiConsumer<Blurs, Blurs> action) {
        action.accept(differing, others.differing);
        action.accept(lost, others.lost);
    }

    /** Both. */
    void eachBlur(Consumer<Blurs> action) {
        action.accept(differing);
        action.accept(lost);
    }

    void clear(int local) {
        eachBlur(blurs -> blurs.clear(local));
    }

    /** Notes that what is there decides about a branch; whether it did so before. */
    boolean test(Address place) {
        return tested.contains(place) || tested.size() >= MOST_DOUBTS || !tested.add(place);
    }

    boolean isTested(Address place) {
        return tested.contains(place) || tested.size() >= MOST_DOUBTS;
    }

    boolean isDoubted() {
        return doubted;
    }

    void doubt() {
        doubted = true;
    }

    void keepLocals(Predicate<Integer> wanted) {
        eachBlur(blurs -> blurs.keepLocals(wanted));
    }

    /** What a callee is told, which sees only these bases: that the path is in doubt, but not why. */
    Marks visible(Predicate<Base> bases) {
        Predicate<Base> names = name -> name.parts().allMatch(bases);
        Marks seen = none();
        known.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .forEach(entry -> seen.known.put(entry.getKey(), entry.getValue()));
        apart.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .forEach(entry -> seen.apart.put(entry.getKey(), entry.getValue()));
        seen.spans.add(spans.of(names));
        seen.eachBlur(this, (theirs, mine) -> theirs.addCells(mine.of(bases)));
        seen.doubted = doubted;
        return seen;
    }

    /** Adds what a callee found out; both are in the names of the caller. */
    void add(Marks callee) {
        known.putAll(callee.known);
        callee.apart.forEach((name, numbers) -> apart.merge(name, numbers, Marks::union));
        spans.add(callee.spans);
        callee.known.forEach((name, number) -> {
            if (name instanceof Computed computed) {
                Implied.learn(computed, number, this);
            }
        });
        eachBlur(callee, Blurs::addCells);
        addSome(tested, callee.tested);
        doubted |= callee.doubted;
    }

    /** As {@link Facts#meet}. */
    boolean meet(Marks other) {
        boolean changed = known.entrySet().removeIf(e -> !e.getValue().equals(other.known.get(e.getKey())));
        changed |= meetApart(other.apart);
        changed |= spans.meet(other.spans);
        changed |= differing.meet(other.differing);
        changed |= lost.meet(other.lost);
        changed |= addSome(tested, other.tested);
        changed |= other.doubted && !doubted;
        doubted |= other.doubted;
        return changed;
    }

    /** As many as are told apart: which ones does not matter, as all are in doubt then. */
    private static boolean addSome(Set<Address> places, Set<Address> others) {
        boolean changed = false;
        for (Address place : others) {
            changed |= places.size() < MOST_DOUBTS && places.add(place);
        }
        return changed;
    }

    /** Forgets what is known of names that nothing has any more. */
    void keepNames(Set<Base> wanted) {
        Predicate<Base> kept = name -> wanted.contains(name)
                || (name instanceof Computed && name.parts().allMatch(wanted::contains));
        known.keySet().removeIf(kept.negate());
        apart.keySet().removeIf(kept.negate());
        spans.keepNames(kept);
    }

    /** Forgets which numbers named values are and are not, where these may count something. */
    void forgetCounts() {
        known.values().removeIf(number -> new Numeral(number).isCount());
        apart.replaceAll((name, numbers) -> numbers.stream()
                .filter(number -> !new Numeral(number).isCount())
                .collect(Collectors.toUnmodifiableSet()));
        apart.values().removeIf(Set::isEmpty);
        spans.clear();
    }

    /** Whether something is known of a value by its name. */
    boolean tellOf(AbstractValue value) {
        return name(value)
                .filter(name -> known.containsKey(name)
                        || apart.containsKey(name)
                        || spans.names().contains(name))
                .isPresent();
    }

    /** Whether so much is known by name that what nothing has any more should go. */
    boolean knowsTooMuch() {
        return known.size() + apart.size() + spans.size() > MOST_NAMES;
    }

    private boolean meetApart(Map<Base, Set<Long>> others) {
        Map<Base, Set<Long>> both = new HashMap<>();
        apart.forEach((name, numbers) -> {
            Set<Long> kept = new HashSet<>(numbers);
            kept.retainAll(others.getOrDefault(name, Set.of()));
            if (!kept.isEmpty()) {
                both.put(name, Set.copyOf(kept));
            }
        });
        boolean changed = !both.equals(apart);
        apart.clear();
        apart.putAll(both);
        return changed;
    }

    boolean mentions(Predicate<Base> bases) {
        return Stream.of(known.keySet(), apart.keySet(), spans.names())
                        .flatMap(Set::stream)
                        .flatMap(Base::parts)
                        .anyMatch(bases)
                || tested.stream().anyMatch(place -> bases.test(place.base()))
                || differing.mentions(bases)
                || lost.mentions(bases);
    }

    Marks renamed(Renaming names) {
        Marks renamed = none();
        known.forEach((base, number) -> names.number(base).ifPresent(name -> renamed.known.put(name, number)));
        apart.forEach((base, numbers) ->
                names.number(base).ifPresent(name -> renamed.apart.merge(name, numbers, Marks::union)));
        renamed.spans.add(spans.renamed(names));
        renamed.doubted = doubted;
        renamed.eachBlur(this, (ours, old) -> ours.meet(old.renamed(names)));
        tested.forEach(place -> renamed.tested.add(place.moved(names)));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks marks
                && known.equals(marks.known)
                && apart.equals(marks.apart)
                && spans.equals(marks.spans)
                && differing.equals(marks.differing)
                && lost.equals(marks.lost)
                && tested.equals(marks.tested)
                && doubted == marks.doubted;
    }

    @Override
    public int hashCode() {
        return known.hashCode() * 31 + apart.hashCode();
    }
}
