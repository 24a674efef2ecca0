package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.state.AbstractValue.Address;
import io.ferrule.state.Base.Somewhere;
import io.ferrule.state.HandleMark.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is known of the handles of resources on a path. Paths that meet keep what holds on both, so a mark that is there
 * holds and one that is not says nothing.
 */
final class HandleMarks {

    private final Set<HandleMark> marks;

    HandleMarks(Collection<HandleMark> marks) {
        this.marks = new HashSet<>(marks);
    }

    /** Nothing is known. */
    static HandleMarks none() {
        return new HandleMarks(List.of());
    }

    HandleMarks copy() {
        return new HandleMarks(marks);
    }

    Set<HandleMark> all() {
        return Set.copyOf(marks);
    }

    /** Whether the value is not that number, since it is a handle that is there. */
    boolean contradicts(Type type, AbstractValue value, long number) {
        boolean absent = number == 0 && has(value, Kind.PRESENT);
        return absent || ranges(value).anyMatch(range -> range.excludes(type, number));
    }

    private boolean has(AbstractValue value, Kind kind) {
        return value instanceof Address handle
                && marks.stream()
                        .anyMatch(mark -> mark.kind() == kind && mark.handle().equals(handle));
    }

    private Stream<HandleRange> ranges(AbstractValue value) {
        return marks.stream().filter(mark -> mark.handle().equals(value)).flatMap(mark -> mark.kind().range().stream());
    }

    /** How a handle, with a number added, compares with a number, where its contract tells. */
    OptionalLong compared(String predicate, Type type, AbstractValue value, long added, long number) {
        return ranges(value)
                .map(range -> range.compared(predicate, type, added, number))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** Whether it is a number that is not below zero. */
    boolean isNonnegative(AbstractValue value) {
        return has(value, Kind.NONNEGATIVE);
    }

    /** Whether what a pointer is counted from came into being as that resource, and was given back. */
    Optional<String> goneAt(Base base) {
        return marks.stream()
                .filter(mark -> mark.kind() == Kind.GONE
                        && mark.handle().equals(Address.of(base))
                        && has(mark.handle(), Kind.MADE, mark.resource()))
                .map(HandleMark::resource)
                .sorted()
                .findFirst();
    }

    /** Nothing is handed out by a call whose result is that. */
    void refused(Address handle, String resource, Kind kind) {
        add(new HandleMark(handle, kind, resource));
    }

    boolean has(Address handle, Kind kind, String resource) {
        return marks.contains(new HandleMark(handle, kind, resource));
    }

    /** The resource is handed out under that handle. */
    void acquired(Address handle, String resource, Set<Kind> kinds) {
        forget(handle, resource, Kind.GONE);
        forget(handle, resource, Kind.KEPT);
        add(new HandleMark(handle, Kind.OWN, resource));
        kinds.forEach(kind -> add(new HandleMark(handle, kind, resource)));
    }

    /** The resource is given back. */
    void released(Address handle, String resource) {
        forget(handle, resource, Kind.OWN);
        add(new HandleMark(handle, Kind.GONE, resource));
    }

    /** These values were stored where others find them. */
    void kept(List<AbstractValue> values) {
        List<HandleMark> owned = marks.stream()
                .filter(mark -> mark.kind() == Kind.OWN && values.contains(mark.handle()))
                .toList();
        owned.forEach(mark -> add(new HandleMark(mark.handle(), Kind.KEPT, mark.resource())));
    }

    /** Whether one of these is known by nobody else, so that it matters who else gets to know it. */
    boolean areOwn(Set<Base> bases) {
        return marks.stream()
                .anyMatch(mark ->
                        mark.kind() == Kind.OWN && bases.contains(mark.handle().base()));
    }

    /** Others may know what is counted from these. */
    void escape(Set<Base> bases) {
        marks.removeIf(
                mark -> mark.kind() == Kind.OWN && bases.contains(mark.handle().base()));
    }

    Stream<Base> bases() {
        return marks.stream().map(mark -> mark.handle().base());
    }

    boolean mentions(Predicate<Base> wanted) {
        return bases().anyMatch(wanted);
    }

    void rename(Renaming names) {
        List<HandleMark> renamed =
                marks.stream().map(mark -> mark.renamed(names)).toList();
        marks.clear();
        renamed.forEach(this::add);
    }

    /** Forgets what does not hold on the other path too; whether that was anything. */
    boolean meet(HandleMarks other) {
        return marks.retainAll(other.marks);
    }

    private void add(HandleMark mark) {
        if (mark.handle().base() != Somewhere.SOMEWHERE) {
            marks.add(mark);
        }
    }

    private void forget(Address handle, String resource, Kind kind) {
        marks.remove(new HandleMark(handle, kind, resource));
    }
}
