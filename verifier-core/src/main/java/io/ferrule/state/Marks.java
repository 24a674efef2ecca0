package io.ferrule.state;

import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Asked.Question;
import io.ferrule.state.Base.Computed;
import io.ferrule.state.Base.Somewhere;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of values by their names, wherever they lie, and where knowledge was lost.
 *
 * <p>The first three parts are facts, and hold on every path that came here. The others only ever take away certainty: a
 * branch on what was lost may look possible without being so.
 */
final class Marks {

    /** Names that nothing has any more are kept up to these many. */
    private static final int MOST_NAMES = 32;

    /** Where more than these many places are in doubt, all are. */
    private static final int MOST_DOUBTS = 16;

    /** Where what there is to choose has changed this often, there is nothing to choose any more: so it comes to an end. */
    private static final int MOST_MEETINGS = 6;

    private final Told told;

    /** What paths knew that became one. */
    private Choices choices;

    /** How often that has changed here. */
    private int meetings;

    /** What was different on paths that became one, and so goes together with something else, or others may have changed. */
    private final Blurs differing;

    /** What counted something before that was lost: it may be none of what it looks like it could be. */
    private final Blurs lost;

    /** The places in memory whose content decided about a branch, and the functions whose result did. */
    private final Set<Address> tested;

    /** What was asked of numbers. */
    private final Asked asked;

    /** Whether the path went over a branch that may be decided by an earlier one. */
    private boolean doubted;

    private Marks(
            Told told,
            Choices choices,
            Blurs differing,
            Blurs lost,
            Set<Address> tested,
            Asked asked,
            boolean doubted) {
        this.told = told;
        this.choices = choices;
        this.differing = differing;
        this.lost = lost;
        this.tested = tested;
        this.asked = asked;
        this.doubted = doubted;
    }

    /** Nothing is known, and nothing was lost. */
    static Marks none() {
        return new Marks(
                Told.nothing(),
                Choices.none(),
                new Blurs(),
                new Blurs(),
                new LinkedHashSet<>(),
                Asked.nothing(),
                false);
    }

    Marks copy() {
        return new Marks(
                told.copy(),
                choices.copy(),
                differing.copy(),
                lost.copy(),
                new LinkedHashSet<>(tested),
                asked.copy(),
                doubted);
    }

    /** The number itself, where the value is one by its name. */
    AbstractValue resolved(AbstractValue value) {
        Optional<Base> name = name(value);
        Optional<Long> number = name.flatMap(this::number);
        return number.<AbstractValue>map(Numeral::new).orElse(value);
    }

    private Optional<Long> number(Base name) {
        Long number = told.known().get(name);
        return number == null ? Implied.number(name, this) : Optional.of(number);
    }

    /** Notes that a named value is that number. */
    void learn(AbstractValue value, long number) {
        if (value instanceof Scalar || number == 0) {
            name(value).ifPresent(name -> learn(name, number));
        }
    }

    private void learn(Base name, long number) {
        told.set(name, number);
        if (name instanceof Computed computed) {
            Implied.learn(computed, number, this);
        }
        Told more = choices.told(name, number);
        choices.remove(name);
        learn(more);
    }

    /** Notes what was forgotten where paths met. */
    private void learn(Told more) {
        more.known().forEach((name, number) -> {
            if (!told.known().containsKey(name)) {
                learn(name, number);
            }
        });
        told.add(more);
    }

    /** Gives a value another name: of a truth value, what follows from it either way is known by that. */
    void call(Base name, AbstractValue value) {
        if (value instanceof Numeral number) {
            told.set(name, number.value());
        } else if (value instanceof Scalar scalar && !scalar.name().equals(name)) {
            choices.put(name, Map.of(0L, ifIs(scalar, 0), 1L, ifIs(scalar, 1)));
        }
    }

    private Told ifIs(Scalar value, long number) {
        Marks path = copy();
        path.learn(value, number);
        return path.told.without(told);
    }

    /** Notes whether what a name of a comparison says is true. */
    void learnTruth(Base comparison, boolean truth) {
        told.set(comparison, truth ? 1L : 0L);
    }

    /** Notes how a named value compares with a number. */
    void learnCompared(String predicate, IntegerType type, AbstractValue value, long number) {
        switch (predicate) {
            case "eq" -> learn(value, number);
            case "ne" -> learnApart(value, number);
            default ->
                name(value)
                        .ifPresent(name ->
                                told.setCompared(predicate, type, name, number).ifPresent(only -> learn(value, only)));
        }
    }

    /** How a value compares with a number, where what is known of its name tells. */
    Optional<Boolean> compared(Order order, AbstractValue value, long number) {
        if (value instanceof Scalar scalar
                && order.predicate().startsWith("s")
                && order.type() instanceof IntegerType type
                && scalar.bits() < type.bits()
                && Numbers.fits(type)
                && Numbers.signed(number, type) < 0) {
            return Optional.of(order.predicate().charAt(1) == 'g');
        }
        return value instanceof Scalar scalar && order.type() instanceof IntegerType type && Numbers.fits(type)
                ? name(value)
                        .flatMap(name -> told.compared(
                                order.predicate(), narrow(order.predicate(), type, scalar.bits()), name, number))
                : Optional.empty();
    }

    /** Without a sign, the type of as many bits as the number has at most. */
    private static IntegerType narrow(String predicate, IntegerType type, int bits) {
        return predicate.startsWith("s") || bits >= type.bits() ? type : new IntegerType(Math.max(1, bits));
    }

    /** The least number that a value may be, without a sign. */
    long first(Base name) {
        return told.spans().first(name);
    }

    /** The greatest number that a value may be, without a sign. */
    long last(Base name) {
        return told.spans().last(name);
    }

    /** Notes that a named value is not that number. */
    void learnApart(AbstractValue value, long number) {
        if (value instanceof Scalar || number == 0) {
            base(value).ifPresent(base -> told.setApart(base, number - offset(value)));
        }
    }

    /** Whether a value is known not to be any of the few numbers that it could be. */
    boolean isNothingLeft(AbstractValue value) {
        return value instanceof Scalar scalar && scalar.isNamed() && told.isNothingLeft(scalar.name(), scalar.bits());
    }

    /**
     * Takes from what there is to choose what contradicts the facts, and learns what is left, until nothing follows; false
     * if nothing is left of something.
     */
    boolean settle() {
        boolean again = true;
        while (again) {
            again = false;
            for (Base name : told.open()) {
                Set<Long> numbers = told.among(name);
                Set<Long> left = numbers.stream()
                        .filter(number -> !told.excludes(name, number) && !choices.excludes(name, number))
                        .collect(Collectors.toSet());
                if (left.isEmpty()) {
                    return false;
                }
                if (left.size() == 1) {
                    again = true;
                    learn(name, left.iterator().next());
                } else if (left.size() < numbers.size()) {
                    again = true;
                    told.setAmong(name, left);
                }
            }
            for (Base name : choices.names()) {
                Set<Long> numbers = choices.numbers(name);
                Set<Long> left = numbers.stream()
                        .filter(number -> isPossible(name, number))
                        .collect(Collectors.toSet());
                if (left.isEmpty() && !numbers.isEmpty()) {
                    return false;
                }
                if (left.size() < numbers.size() || left.size() == 1) {
                    again = true;
                    choices.keep(name, left::contains).ifPresent(only -> learn(name, only));
                }
            }
        }
        return true;
    }

    private boolean isPossible(Base name, long number) {
        Told more = choices.told(name, number);
        return !told.excludes(name, number)
                && !more.contradicts(told)
                && more.known().entrySet().stream()
                        .allMatch(entry -> Implied.number(entry.getKey(), this)
                                .map(entry.getValue()::equals)
                                .orElse(true));
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

    /** Whether that contradicts what is known. */
    boolean contradicts(AbstractValue value, long number) {
        if (value instanceof Scalar scalar
                && (scalar.excludes(number)
                        || told.excludes(scalar.name(), number)
                        || choices.excludes(scalar.name(), number))) {
            return true;
        }
        return base(value)
                .filter(base -> told.isApart(base, number - offset(value)))
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

    /** Whether a branch asks what may be decided already, since another one has asked of the same numbers in another way. */
    boolean isAskedOtherwise(Question question, Predicate<Base> free) {
        return isAskedOtherwise(question, number -> number == 0, free)
                || isAskedOtherwise(question, number -> number == 1, free);
    }

    /**
     * The same of the way where its condition is one of those numbers: what is found by example is in no doubt.
     *
     * @param free names of numbers that may be any, whatever others are
     */
    boolean isAskedOtherwise(Question question, LongPredicate way, Predicate<Base> free) {
        if (told.isBlurred(question.numbers()) || asked.isVague(question)) {
            return true;
        }
        boolean other = asked.isOther(question);
        return (other || question.isOfComputed()) && !new Witness(told, question.condition(), free).is(way, other);
    }

    void ask(Question question) {
        asked.note(question);
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
        seen.told.add(told.of(names));
        seen.choices.add(choices.of(names));
        seen.asked.add(asked.of(names));
        seen.eachBlur(this, (theirs, mine) -> theirs.addCells(mine.of(bases)));
        seen.doubted = doubted;
        return seen;
    }

    /** Adds what a callee found out; both are in the names of the caller. */
    void add(Marks callee) {
        choices.add(callee.choices);
        told.add(callee.told);
        callee.told.known().forEach(this::learn);
        eachBlur(callee, Blurs::addCells);
        addSome(tested, callee.tested);
        asked.add(callee.asked);
        doubted |= callee.doubted;
    }

    /** As {@link Facts#meet}. */
    boolean meet(Marks other) {
        boolean changed = meetTold(other);
        changed |= differing.meet(other.differing);
        changed |= lost.meet(other.lost);
        changed |= addSome(tested, other.tested);
        changed |= asked.add(other.asked);
        changed |= other.doubted && !doubted;
        doubted |= other.doubted;
        return changed;
    }

    private boolean meetTold(Marks other) {
        if (told.equals(other.told) && choices.equals(other.choices)) {
            return false;
        }
        Told before = told.copy();
        boolean changed = told.meet(other.told);
        Choices met = meetings < MOST_MEETINGS
                ? Choices.met(before, choices, other.told, other.choices, told)
                : Choices.none();
        if (!met.equals(choices)) {
            meetings++;
            changed = true;
        }
        choices = met;
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
        told.keepNames(kept);
        choices = choices.of(kept);
    }

    /** Forgets which numbers named values are and are not, where these may count something. */
    void forgetCounts() {
        told.forgetCounts();
        choices = Choices.none();
    }

    /** Whether something is known of a value by its name. */
    boolean tellOf(AbstractValue value) {
        return name(value).filter(told::tellsOf).isPresent();
    }

    /** Whether so much is known by name that what nothing has any more should go. */
    boolean knowsTooMuch() {
        return told.size() + choices.size() > MOST_NAMES;
    }

    boolean mentions(Predicate<Base> bases) {
        return told.mentions(bases)
                || choices.mention(bases)
                || asked.names().stream().anyMatch(name -> name.isMadeOf(bases))
                || tested.stream().anyMatch(place -> bases.test(place.base()))
                || differing.mentions(bases)
                || lost.mentions(bases);
    }

    Marks renamed(Renaming names) {
        Marks renamed = none();
        renamed.told.add(told.renamed(names));
        renamed.choices.add(choices.renamed(names));
        renamed.asked.add(asked.renamed(names));
        renamed.doubted = doubted;
        renamed.eachBlur(this, (ours, old) -> ours.meet(old.renamed(names)));
        tested.forEach(place -> renamed.tested.add(place.moved(names)));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks marks
                && told.equals(marks.told)
                && choices.equals(marks.choices)
                && asked.equals(marks.asked)
                && differing.equals(marks.differing)
                && lost.equals(marks.lost)
                && tested.equals(marks.tested)
                && doubted == marks.doubted;
    }

    @Override
    public int hashCode() {
        return told.hashCode();
    }
}
