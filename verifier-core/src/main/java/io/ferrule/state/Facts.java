package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of values on a path: of locals of the running function, and of what lies in stack slots. Everything that
 * is not said here may be anything. It is changed only by who follows the path; copies are taken where paths part.
 */
final class Facts {

    /** More than these many numbers that a local is not are not remembered. */
    private static final int MOST_EXCLUDED = 8;

    private final Map<Integer, AbstractValue> values;
    private final Map<Integer, Set<Long>> excluded;
    private final Map<Address, Cell> cells;

    /** The slots whose address is in other hands: what they hold is not known. */
    private final Set<Base> leaked;

    /** The slots that hold guards or held some, or what tells whether they do. */
    private final Set<Base> guards;

    private Marks marks;
    private final HandleMarks handles;

    /** What a stack slot holds at one place. */
    record Cell(AbstractValue value, int width) {}

    private Facts(
            Map<Integer, AbstractValue> values,
            Map<Integer, Set<Long>> excluded,
            Map<Address, Cell> cells,
            Set<Base> leaked,
            Set<Base> guards,
            Marks marks,
            HandleMarks handles) {
        this.values = values;
        this.excluded = excluded;
        this.cells = cells;
        this.leaked = leaked;
        this.guards = guards;
        this.marks = marks;
        this.handles = handles;
    }

    /** Nothing is known. */
    static Facts none() {
        return new Facts(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashSet<>(),
                new HashSet<>(),
                Marks.none(),
                HandleMarks.none());
    }

    /** What a callee starts with: nothing of locals, these cells and handles. */
    static Facts ofCells(
            Map<Address, Cell> cells, Set<Base> leaked, Set<Base> guards, Marks marks, HandleMarks handles) {
        return new Facts(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(cells),
                new HashSet<>(leaked),
                new HashSet<>(guards),
                marks,
                handles);
    }

    Facts copy() {
        return withHandles(handles);
    }

    Marks marks() {
        return marks;
    }

    Optional<AbstractValue> value(int local) {
        return Optional.ofNullable(values.get(local)).map(marks::resolved);
    }

    /** The same, whatever is known of its name. */
    AbstractValue unresolved(int local) {
        return values.getOrDefault(local, AbstractValue.Unknown.UNKNOWN);
    }

    void set(int local, AbstractValue value) {
        excluded.remove(local);
        marks.clear(local);
        if (value == AbstractValue.Unknown.UNKNOWN) {
            values.remove(local);
        } else {
            values.put(local, value);
        }
    }

    void exclude(int local, long number) {
        Set<Long> more = new HashSet<>(excluded.getOrDefault(local, Set.of()));
        if (more.size() < MOST_EXCLUDED && more.add(number)) {
            excluded.put(local, more);
        }
    }

    /** Whether the local is known not to be that number. */
    boolean excludes(int local, long number) {
        return values.get(local) instanceof Numeral known
                ? known.value() != number
                : excluded.getOrDefault(local, Set.of()).contains(number);
    }

    /** As {@link #set}, but what it is known not to be stays known. */
    void refine(int local, AbstractValue value) {
        if (value != AbstractValue.Unknown.UNKNOWN) {
            values.put(local, value);
        }
    }

    /** Takes over what others know of a local of theirs. */
    void take(int local, Facts others, int theirs) {
        AbstractValue value = others.values.get(theirs);
        Set<Long> apart = others.excluded.get(theirs);
        boolean differs = others.marks.differing().has(theirs);
        boolean lost = others.marks.lost().has(theirs);
        forgetLocal(local);
        if (differs) {
            marks.differing().add(local);
        }
        if (lost) {
            marks.lost().add(local);
        }
        if (value != null) {
            values.put(local, value);
        }
        if (apart != null) {
            excluded.put(local, Set.copyOf(apart));
        }
    }

    void forgetLocal(int local) {
        values.remove(local);
        excluded.remove(local);
        marks.clear(local);
    }

    void keepLocals(IntPredicate wanted) {
        values.keySet().removeIf(local -> !wanted.test(local));
        excluded.keySet().removeIf(local -> !wanted.test(local));
        marks.keepLocals(wanted::test);
        if (marks.knowsTooMuch()) {
            Set<Base> named = new HashSet<>();
            values.values().forEach(value -> Bases.in(value).forEach(named::add));
            cells.values().forEach(cell -> Bases.in(cell.value()).forEach(named::add));
            marks.keepNames(named);
        }
    }

    /** Whether some value is counted from such a base. */
    boolean mentions(Predicate<Base> bases) {
        return handles.mentions(bases)
                || values.values().stream().anyMatch(value -> Bases.in(value).anyMatch(bases))
                || cells.values().stream()
                        .anyMatch(cell -> Bases.in(cell.value()).anyMatch(bases))
                || marks.mentions(bases);
    }

    /** The locals that are that very pointer, lowest first. */
    List<Integer> holders(Address address) {
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The bases of what lies in that slot. */
    Stream<Base> held(Base slot) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().base().equals(slot))
                .flatMap(entry -> Bases.in(entry.getValue().value()));
    }

    /** What lies there. */
    List<AbstractValue> valuesFrom(Address start) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().base().equals(start.base())
                        && entry.getKey().offset() >= start.offset())
                .map(entry -> entry.getValue().value())
                .toList();
    }

    void rename(Renaming names) {
        values.replaceAll((local, value) -> value.renamed(names));
        values.values().removeIf(AbstractValue.Unknown.UNKNOWN::equals);
        cells.replaceAll((address, cell) -> new Cell(cell.value().renamed(names), cell.width()));
        cells.values().removeIf(cell -> cell.value() == AbstractValue.Unknown.UNKNOWN);
        marks = marks.renamed(names);
        handles.rename(names);
    }

    /** Numbers that may count something may be any, in slots and by name. */
    void forgetCounts() {
        cells.replaceAll((address, cell) -> new Cell(cell.value().withoutCounts(), cell.width()));
        cells.entrySet().removeIf(entry -> {
            boolean lost = entry.getValue().value() == AbstractValue.Unknown.UNKNOWN;
            if (lost) {
                marks.lost().add(new Extent(entry.getKey(), 1));
            }
            return lost;
        });
        marks.forgetCounts();
    }

    /** What is known of the handles of resources. */
    HandleMarks handles() {
        return handles;
    }

    /** The same, with that known of handles. */
    Facts withHandles(HandleMarks others) {
        return new Facts(
                new HashMap<>(values),
                new HashMap<>(excluded),
                new HashMap<>(cells),
                new HashSet<>(leaked),
                new HashSet<>(guards),
                marks.copy(),
                others.copy());
    }

    /** As {@link #leak}, and whoever has the addresses may own what is there. */
    void handOver(Set<Base> bases) {
        Set<Base> known = new HashSet<>(bases);
        reachable(bases).forEach(slot -> held(slot).forEach(known::add));
        handles.escape(known);
        leak(bases);
    }

    Map<Address, Cell> cells() {
        return cells;
    }

    /** What lies in those slots, but in none of that function's own. */
    Map<Address, Cell> cellsOf(Set<Base> slots, String function) {
        Map<Address, Cell> found = new HashMap<>(cells);
        found.keySet()
                .removeIf(place -> !slots.contains(place.base()) || place.base().belongsTo(function));
        return found;
    }

    Set<Base> leaked() {
        return leaked;
    }

    /** The slots that hold guards or held some, or what tells whether they do. */
    Set<Base> guards() {
        return guards;
    }

    /** What paths differ by that are to stay apart. */
    record Distinction(Map<Address, Cell> cells, Map<Integer, AbstractValue> values, Optional<Facts> whole) {

        private Distinction(Map<Address, Cell> cells, Map<Integer, AbstractValue> values) {
            this(cells, values, Optional.empty());
        }
    }

    /**
     * What a path differs by from others of that state, in such a manner: by what lies in guards, and by where the pointers to
     * locks lie that are held.
     *
     * @param result whether by the result, too
     */
    Distinction distinction(Manner manner, LockState state, boolean result) {
        return switch (manner) {
            case EVENTS -> new Distinction(cellsOfGuards(state), result ? result() : Map.of());
            case MEMORY -> new Distinction(Map.copyOf(cells), Map.copyOf(values));
            case PATHS -> new Distinction(Map.of(), Map.of(), Optional.of(copy()));
        };
    }

    private Map<Integer, AbstractValue> result() {
        return value(Frame.RESULT).map(value -> Map.of(Frame.RESULT, value)).orElse(Map.of());
    }

    private Map<Address, Cell> cellsOfGuards(LockState state) {
        if (guards.isEmpty() && state.held().isEmpty()) {
            return Map.of();
        }
        Set<Base> all = guardsUnder(state);
        Map<Address, Cell> found = new HashMap<>(cells);
        found.keySet().removeIf(place -> !all.contains(place.base()));
        return found;
    }

    /** The slots of guards, with those that point to a lock that is held. */
    private Set<Base> guardsUnder(LockState state) {
        Set<AbstractValue> held =
                state.held().stream().map(lock -> lock.lock().address()).collect(Collectors.toSet());
        Set<Base> all = new HashSet<>(guards);
        cells.forEach((place, cell) -> {
            if (held.contains(cell.value())) {
                all.add(place.base());
            }
        });
        return all;
    }

    /** What points to a lock that is held may be a guard, also when the lock is held no more. */
    void markGuards(LockState state) {
        if (!state.held().isEmpty()) {
            guards.addAll(guardsUnder(state));
        }
    }

    Optional<AbstractValue> load(Address address, int width) {
        return Optional.ofNullable(cells.get(address))
                .filter(cell -> cell.width() == width)
                .map(Cell::value)
                .map(marks::resolved);
    }

    /** What was stored there last, however wide. */
    Optional<Cell> cell(Address address) {
        return Optional.ofNullable(cells.get(address));
    }

    /** What a load found there has that name from now on, unless something else is known of these bytes. */
    void name(Address address, int width, AbstractValue value) {
        boolean free = address.base() instanceof Slot slot
                && !leaked.contains(slot)
                && cells.entrySet().stream().noneMatch(cell -> overlap(cell, address, width));
        if (free) {
            cells.put(address, new Cell(value, width));
        }
    }

    void store(Address address, int width, AbstractValue value) {
        clear(address, width);
        if (address.base() instanceof Slot slot && !leaked.contains(slot) && value != AbstractValue.Unknown.UNKNOWN) {
            cells.put(address, new Cell(value, width));
        }
    }

    /** Those bytes may hold anything. */
    void clear(Address address, long width) {
        cells.entrySet().removeIf(entry -> overlap(entry, address, width));
        marks.eachBlur(blurs -> blurs.clear(new Extent(address, width)));
    }

    private static boolean overlap(Map.Entry<Address, Cell> entry, Address address, long width) {
        Address place = entry.getKey();
        return place.base().equals(address.base())
                && place.offset() < address.offset() + width
                && address.offset() < place.offset() + entry.getValue().width();
    }

    void clear(Base base) {
        cells.keySet().removeIf(place -> place.base().equals(base));
    }

    /** What lies in these slots does not matter any more. */
    void forgetSlots(Predicate<Base> gone) {
        cells.keySet().removeIf(place -> gone.test(place.base()));
        guards.removeIf(gone);
    }

    /** What locals and slots point to. */
    Set<Base> pointedTo() {
        Set<Base> found = new HashSet<>();
        values.values().forEach(value -> Bases.in(value).forEach(found::add));
        cells.values().forEach(cell -> Bases.in(cell.value()).forEach(found::add));
        return found;
    }

    /** The address of these slots, and of what they point to, is in other hands from now on. */
    void leak(Set<Base> bases) {
        Set<Base> reachable = reachable(bases);
        leaked.addAll(reachable);
        cells.keySet().removeIf(place -> reachable.contains(place.base()));
    }

    /** The slots that can be reached from values. */
    Set<Base> reachable(List<AbstractValue> values) {
        return reachable(values.stream().flatMap(Bases::in).collect(Collectors.toSet()));
    }

    /** The slots that can be reached from these, themselves included. */
    Set<Base> reachable(Set<Base> from) {
        Set<Base> found = new HashSet<>();
        from.stream().filter(Slot.class::isInstance).forEach(found::add);
        boolean grew = !found.isEmpty();
        while (grew) {
            grew = false;
            for (Map.Entry<Address, Cell> entry : cells.entrySet()) {
                if (found.contains(entry.getKey().base())) {
                    grew |= Bases.in(entry.getValue().value())
                            .filter(Slot.class::isInstance)
                            .map(found::add)
                            .reduce(false, Boolean::logicalOr);
                }
            }
        }
        return found;
    }

    /** Forgets what does not hold on the other path too; whether that was anything. */
    boolean meet(Facts other) {
        Map<Integer, Set<Long>> apart = excludedByBoth(other);
        Set<Base> lost = lostSlots(other);
        boolean changed = meetValues(other);
        changed |= !apart.equals(excluded);
        excluded.clear();
        excluded.putAll(apart);
        changed |= meetCells(other);
        changed |= leaked.addAll(other.leaked);
        changed |= guards.addAll(other.guards);
        changed |= !leaked.containsAll(lost);
        leak(lost);
        changed |= marks.meet(other.marks);
        changed |= handles.meet(other.handles);
        return changed;
    }

    /** The slots that a pointer may point into which is not the same on both paths: it has no name behind them. */
    private Set<Base> lostSlots(Facts other) {
        Set<Base> lost = new HashSet<>();
        addLostValues(values, other.values, lost);
        addLostValues(other.values, values, lost);
        addLostCells(cells, other.cells, lost);
        addLostCells(other.cells, cells, lost);
        return lost;
    }

    private static void addLostValues(
            Map<Integer, AbstractValue> mine, Map<Integer, AbstractValue> theirs, Set<Base> lost) {
        mine.forEach((local, value) -> {
            AbstractValue common = value.common(theirs.getOrDefault(local, AbstractValue.Unknown.UNKNOWN));
            Set<Base> kept = Bases.in(common).collect(Collectors.toSet());
            addSlots(Bases.in(value).filter(base -> !kept.contains(base)), lost);
        });
    }

    private static void addLostCells(Map<Address, Cell> mine, Map<Address, Cell> theirs, Set<Base> lost) {
        mine.forEach((place, cell) -> {
            if (!cell.equals(theirs.get(place))) {
                addSlots(Bases.in(cell.value()), lost);
            }
        });
    }

    private static void addSlots(Stream<Base> bases, Set<Base> slots) {
        bases.filter(Slot.class::isInstance).forEach(slots::add);
    }

    /** What is known of a value on both paths: the number itself where both know it, each in its own way. */
    private AbstractValue common(AbstractValue mine, Facts other, AbstractValue theirs) {
        AbstractValue number = marks.resolved(mine);
        boolean same = number instanceof Numeral && number.equals(other.marks.resolved(theirs));
        return same && !mine.equals(theirs) ? number : mine.common(theirs);
    }

    private boolean meetValues(Facts other) {
        Map<Integer, AbstractValue> both = new HashMap<>();
        values.forEach((local, value) -> {
            AbstractValue common =
                    common(value, other, other.values.getOrDefault(local, AbstractValue.Unknown.UNKNOWN));
            if (common != AbstractValue.Unknown.UNKNOWN) {
                both.put(local, common);
            }
        });
        boolean changed = !both.equals(values);
        values.clear();
        values.putAll(both);
        return changed;
    }

    private boolean meetCells(Facts other) {
        Map<Address, Cell> both = new HashMap<>();
        cells.forEach((place, cell) -> {
            Cell theirs = other.cells.get(place);
            if (theirs != null && !theirs.equals(cell)) {
                marks.differing().add(new Extent(place, 1));
            }
            AbstractValue common = theirs != null && theirs.width() == cell.width()
                    ? common(cell.value(), other, theirs.value())
                    : AbstractValue.Unknown.UNKNOWN;
            if (common != AbstractValue.Unknown.UNKNOWN) {
                both.put(place, new Cell(common, cell.width()));
            }
        });
        boolean changed = !both.equals(cells);
        cells.clear();
        cells.putAll(both);
        return changed;
    }

    /** The slots of that function where both paths have one thing each, and not the same. */
    List<Address> differingIn(Facts other, String function) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getKey().offset() == 0
                        && entry.getKey().base() instanceof Slot slot
                        && slot.function().equals(function))
                .filter(entry -> {
                    Cell theirs = other.cells.get(entry.getKey());
                    return theirs != null
                            && theirs.width() == entry.getValue().width()
                            && !theirs.equals(entry.getValue());
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Names what lies there on both paths; whether it had another name. */
    boolean name(Facts other, Address place, Base name) {
        Cell mine = cells.get(place);
        Cell theirs = other.cells.get(place);
        if (mine == null || theirs == null) {
            return false;
        }
        Optional<Cell> joined =
                joined(mine.value(), other, theirs.value(), name).map(value -> new Cell(value, mine.width()));
        joined.ifPresent(cell -> {
            marks.differing().add(new Extent(place, 1));
            cells.put(place, cell);
            other.cells.put(place, cell);
        });
        return joined.filter(cell -> !cell.equals(mine)).isPresent();
    }

    /** The same of a local. */
    boolean name(Facts other, int local, Base name) {
        AbstractValue mine = unresolved(local);
        Optional<AbstractValue> joined = joined(mine, other, other.unresolved(local), name);
        joined.ifPresent(value -> {
            marks.differing().add(local);
            values.put(local, value);
            other.values.put(local, value);
        });
        return joined.filter(value -> !value.equals(mine)).isPresent();
    }

    /** The common name of two numbers; empty where they have it, or another one, or one of them says too little. */
    private Optional<AbstractValue> joined(AbstractValue mine, Facts other, AbstractValue theirs, Base name) {
        AbstractValue one = marks.resolved(mine);
        AbstractValue two = other.marks.resolved(theirs);
        if (one.equals(two) || !isFew(one, name) || !isFew(two, name)) {
            return Optional.empty();
        }
        marks.call(name, one);
        other.marks.call(name, two);
        return Optional.of(new Scalar(name, Math.max(1, Math.max(one.bits(), two.bits()))));
    }

    private static boolean isFew(AbstractValue value, Base name) {
        return value instanceof Numeral
                || (value instanceof Scalar scalar
                        && (scalar.bits() <= 1 || scalar.name().equals(name)));
    }

    /** The locals of which something is known, lowest first. */
    List<Integer> locals() {
        return values.keySet().stream().sorted().toList();
    }

    /** Whether both paths know what the local is, and it is the same. */
    boolean agrees(Facts other, int local) {
        return values.containsKey(local) && values.get(local).equals(other.values.get(local));
    }

    /** Of these locals, those that the other path knows to be something else. */
    List<Integer> differing(Facts other, List<Integer> locals) {
        return locals.stream()
                .filter(local -> values.containsKey(local)
                        && other.values.containsKey(local)
                        && !values.get(local).equals(other.values.get(local)))
                .toList();
    }

    /** The places where a number lies on both paths, and not the same: of more than a byte, since what is no wider counts little. */
    List<Extent> differingNumbers(Facts other) {
        return cells.entrySet().stream()
                .filter(entry -> entry.getValue().width() > 1 && isNumber(entry.getValue()))
                .filter(entry -> {
                    Cell theirs = other.cells.get(entry.getKey());
                    return theirs != null && isNumber(theirs) && !theirs.equals(entry.getValue());
                })
                .map(entry -> new Extent(entry.getKey(), 1))
                .toList();
    }

    private static boolean isNumber(Cell cell) {
        return cell.value() instanceof Numeral || cell.value() instanceof AbstractValue.Scalar;
    }

    private Map<Integer, Set<Long>> excludedByBoth(Facts other) {
        Map<Integer, Set<Long>> both = new HashMap<>();
        keepExcluded(this, other, both);
        keepExcluded(other, this, both);
        both.keySet()
                .removeIf(
                        local -> values.containsKey(local) && values.get(local).equals(other.values.get(local)));
        return both;
    }

    private static void keepExcluded(Facts one, Facts other, Map<Integer, Set<Long>> both) {
        one.excluded.forEach((local, numbers) -> numbers.stream()
                .filter(number -> other.excludes(local, number))
                .forEach(number ->
                        both.computeIfAbsent(local, l -> new HashSet<>()).add(number)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts
                && values.equals(facts.values)
                && cells.equals(facts.cells)
                && excluded.equals(facts.excluded)
                && leaked.equals(facts.leaked)
                && guards.equals(facts.guards)
                && marks.equals(facts.marks)
                && handles.all().equals(facts.handles.all());
    }

    @Override
    public int hashCode() {
        return values.hashCode() * 31 + cells.hashCode();
    }
}
