package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.Base.Slot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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

    private Marks marks;
    private final HandleMarks handles;

    /** What a stack slot holds at one place. */
    record Cell(AbstractValue value, int width) {}

    private Facts(
            Map<Integer, AbstractValue> values,
            Map<Integer, Set<Long>> excluded,
            Map<Address, Cell> cells,
            Set<Base> leaked,
            Marks marks,
            HandleMarks handles) {
        this.values = values;
        this.excluded = excluded;
        this.cells = cells;
        this.leaked = leaked;
        this.marks = marks;
        this.handles = handles;
    }

    /** Nothing is known. */
    static Facts none() {
        return new Facts(
                new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>(), Marks.none(), HandleMarks.none());
    }

    /** What a callee starts with: nothing of locals, these cells and handles. */
    static Facts ofCells(Map<Address, Cell> cells, Set<Base> leaked, Marks marks, HandleMarks handles) {
        return new Facts(new HashMap<>(), new HashMap<>(), new HashMap<>(cells), new HashSet<>(leaked), marks, handles);
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
        boolean blurred = others.marks.isBlurred(theirs);
        forgetLocal(local);
        if (blurred) {
            marks.blur(local);
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
                marks.blur(entry.getKey());
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

    Optional<AbstractValue> load(Address address, int width) {
        return Optional.ofNullable(cells.get(address))
                .filter(cell -> cell.width() == width)
                .map(Cell::value)
                .map(marks::resolved);
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
        marks.clearCells(place -> place.base().equals(address.base())
                && place.offset() < address.offset() + width
                && address.offset() < place.offset() + Long.BYTES);
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

    /** The address of these slots, and of what they point to, is in other hands from now on. */
    void leak(Set<Base> bases) {
        Set<Base> reachable = reachable(bases);
        leaked.addAll(reachable);
        cells.keySet().removeIf(place -> reachable.contains(place.base()));
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
        boolean changed = values.entrySet().removeIf(e -> !e.getValue().equals(other.values.get(e.getKey())));
        changed |= !apart.equals(excluded);
        excluded.clear();
        excluded.putAll(apart);
        changed |= meetCells(other);
        changed |= leaked.addAll(other.leaked);
        changed |= !leaked.containsAll(lost);
        leak(lost);
        changed |= marks.meet(other.marks);
        changed |= handles.meet(other.handles);
        return changed;
    }

    /** The slots that a pointer may point into which is not the same on both paths: it has no name behind them. */
    private Set<Base> lostSlots(Facts other) {
        Set<Base> lost = new HashSet<>();
        addLost(values, other.values, lost);
        addLost(other.values, values, lost);
        addLost(cells, other.cells, lost);
        addLost(other.cells, cells, lost);
        return lost;
    }

    private static <K> void addLost(Map<K, ?> mine, Map<K, ?> theirs, Set<Base> lost) {
        mine.forEach((place, held) -> {
            if (!held.equals(theirs.get(place))) {
                AbstractValue value = held instanceof Cell cell ? cell.value() : (AbstractValue) held;
                Bases.in(value).filter(Slot.class::isInstance).forEach(lost::add);
            }
        });
    }

    private boolean meetCells(Facts other) {
        for (Map.Entry<Address, Cell> entry : cells.entrySet()) {
            Cell theirs = other.cells.get(entry.getKey());
            if (theirs != null && !theirs.equals(entry.getValue())) {
                marks.blur(entry.getKey());
            }
        }
        return cells.entrySet().removeIf(e -> !e.getValue().equals(other.cells.get(e.getKey())));
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
}
