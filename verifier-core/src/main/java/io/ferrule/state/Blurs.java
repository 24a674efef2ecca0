package io.ferrule.state;

import io.ferrule.state.AbstractValue.Address;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Where knowledge was lost: locals, and bytes of stack slots. */
final class Blurs {

    /** Where more than these many places are in doubt, all are. */
    private static final int MOST = 16;

    private final Set<Integer> locals = new HashSet<>();
    private final Set<Extent> cells = new LinkedHashSet<>();

    Blurs copy() {
        Blurs copy = new Blurs();
        copy.locals.addAll(locals);
        copy.cells.addAll(cells);
        return copy;
    }

    boolean has(int local) {
        return locals.contains(local);
    }

    boolean has(Address cell) {
        return cells.size() >= MOST || cells.stream().anyMatch(extent -> extent.contains(cell));
    }

    boolean hasLocals() {
        return !locals.isEmpty();
    }

    boolean add(int local) {
        return locals.add(local);
    }

    boolean add(Extent bytes) {
        return cells.size() < MOST && cells.add(bytes);
    }

    /** The local is something else from now on. */
    void clear(int local) {
        locals.remove(local);
    }

    /** These bytes hold something else from now on. */
    void clear(Extent bytes) {
        cells.removeIf(extent -> extent.isWithin(bytes));
    }

    /** What these hold is told by somebody else. */
    void clear(Predicate<Base> slots) {
        cells.removeIf(extent -> slots.test(extent.start().base()));
    }

    void clear() {
        locals.clear();
        cells.clear();
    }

    void keepLocals(Predicate<Integer> wanted) {
        locals.removeIf(local -> !wanted.test(local));
    }

    /** What is so where these bytes come from is so in a copy of them. */
    void copy(Address source, Extent copy, Blurs before) {
        before.cells.stream()
                .filter(extent -> extent.start().base().equals(source.base()))
                .map(extent -> extent.from(copy.start().plus(extent.start().offset() - source.offset())))
                .filter(extent -> extent.meets(copy))
                .forEach(this::add);
    }

    /** The places that are counted from these. */
    Blurs of(Predicate<Base> bases) {
        Blurs seen = new Blurs();
        cells.stream().filter(extent -> bases.test(extent.start().base())).forEach(seen.cells::add);
        return seen;
    }

    /** Adds the places of a callee, in the names of its caller. */
    void addCells(Blurs callee) {
        callee.cells.forEach(this::add);
    }

    /** Whether the other path brings more. */
    boolean meet(Blurs other) {
        boolean changed = locals.addAll(other.locals);
        for (Extent extent : other.cells) {
            changed |= add(extent);
        }
        return changed;
    }

    boolean mentions(Predicate<Base> bases) {
        return cells.stream().anyMatch(extent -> bases.test(extent.start().base()));
    }

    Blurs renamed(Renaming names) {
        Blurs renamed = new Blurs();
        renamed.locals.addAll(locals);
        cells.forEach(extent -> renamed.cells.add(extent.moved(names)));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blurs blurs && locals.equals(blurs.locals) && cells.equals(blurs.cells);
    }

    @Override
    public int hashCode() {
        return locals.hashCode() * 31 + cells.hashCode();
    }
}
