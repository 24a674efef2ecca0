package io.ferrule.state;

import io.ferrule.program.Type.IntegerType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of numbers by their names: which ones they are or may be, which ones they are not, and between which they lie. */
final class Told {

    /** More than these many numbers that a value is not are not remembered. */
    private static final int MOST_APART = 8;

    /** Where a value may be more numbers than these, they are not remembered. */
    private static final int MOST_AMONG = 6;

    /** The numbers that named values are. */
    private final Map<Base, Long> known;

    /** The few numbers that named values may be where more than one is left. Its sets never change. */
    private final Map<Base, Set<Long>> among;

    /** The numbers that named values are not: zero, of a pointer that is not null. Its sets never change. */
    private final Map<Base, Set<Long>> apart;

    /** The numbers that named values lie between. */
    private final Spans spans;

    /** The values of which more was known on paths that became one: there are numbers that they seem to may be, and are not. */
    private final Set<Base> blurred;

    private Told(
            Map<Base, Long> known,
            Map<Base, Set<Long>> among,
            Map<Base, Set<Long>> apart,
            Spans spans,
            Set<Base> blurred) {
        this.blurred = blurred;
        this.known = known;
        this.among = among;
        this.apart = apart;
        this.spans = spans;
    }

    /** Nothing. */
    static Told nothing() {
        return new Told(new HashMap<>(), new HashMap<>(), new HashMap<>(), Spans.none(), new HashSet<>());
    }

    Told copy() {
        return new Told(
                new HashMap<>(known), new HashMap<>(among), new HashMap<>(apart), spans.copy(), new HashSet<>(blurred));
    }

    int size() {
        return known.size() + among.size() + apart.size() + spans.size();
    }

    /** The names of which a number is known. */
    Map<Base, Long> known() {
        return known;
    }

    /** The numbers that a value may be, where these are few; none where they are not. */
    Set<Long> among(Base name) {
        Long only = known.get(name);
        return only != null ? Set.of(only) : among.getOrDefault(name, Set.of());
    }

    /** The names of which a few numbers are known, but not which one. */
    Set<Base> open() {
        return Set.copyOf(among.keySet());
    }

    /** Between which numbers values lie. */
    Spans spans() {
        return spans;
    }

    /** The names of which something is known. */
    Set<Base> names() {
        return Stream.of(known.keySet(), among.keySet(), apart.keySet(), spans.names())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /** Whether something is known of what is made of such names. */
    boolean mentions(Predicate<Base> such) {
        return isAny(known.keySet(), such)
                || isAny(among.keySet(), such)
                || isAny(apart.keySet(), such)
                || isAny(spans.names(), such);
    }

    private static boolean isAny(Set<Base> names, Predicate<Base> such) {
        for (Base name : names) {
            if (name.isMadeOf(such)) {
                return true;
            }
        }
        return false;
    }

    /** The numbers by which something is known of a value. */
    Set<Long> numbers(Base name) {
        Set<Long> all = new HashSet<>(among(name));
        all.addAll(apart.getOrDefault(name, Set.of()));
        all.addAll(spans.ends(name));
        return all;
    }

    boolean tellsOf(Base name) {
        return known.containsKey(name)
                || among.containsKey(name)
                || apart.containsKey(name)
                || spans.names().contains(name);
    }

    /** Notes that a value is that number. */
    void set(Base name, long number) {
        known.put(name, number);
        among.remove(name);
        blurred.remove(name);
    }

    /** Whether more was known of one of these where paths became one. */
    boolean isBlurred(Set<Base> names) {
        return names.stream().anyMatch(blurred::contains);
    }

    /** Notes that a value is one of those numbers, of which there are several. */
    void setAmong(Base name, Set<Long> numbers) {
        among.put(name, Set.copyOf(numbers));
    }

    void setApart(Base name, long number) {
        apart.merge(name, Set.of(number), Told::union);
    }

    /** Notes how a value compares with a number; what it must be then, if there is but one. */
    OptionalLong setCompared(String predicate, IntegerType type, Base name, long number) {
        return spans.learn(predicate, type, name, number);
    }

    Optional<Boolean> compared(String predicate, IntegerType type, Base name, long number) {
        Set<Boolean> truths = among(name).stream()
                .map(each -> Numbers.holds(predicate, type, Numbers.cut(each, type), number))
                .collect(Collectors.toSet());
        return truths.size() == 1
                ? Optional.of(truths.iterator().next())
                : spans.compared(predicate, type, name, number, apart.getOrDefault(name, Set.of()));
    }

    private static Set<Long> union(Set<Long> one, Set<Long> other) {
        if (one.equals(other)) {
            return one;
        }
        Set<Long> both = new HashSet<>(one);
        both.addAll(other);
        return both.size() > MOST_APART ? one : Set.copyOf(both);
    }

    /** Whether a value is certainly another number. */
    boolean excludes(Base name, long number) {
        Long only = known.get(name);
        Set<Long> few = among.get(name);
        boolean other = only != null ? only != number : few != null && !few.contains(number);
        return other || isApart(name, number) || spans.excludes(name, number);
    }

    /** Whether a value of so many bits is none of the numbers between which it lies. */
    boolean isNothingLeft(Base name, int bits) {
        Set<Long> not = apart.getOrDefault(name, Set.of());
        long first = spans.first(name);
        long widest = bits >= Long.SIZE ? -1L : (1L << bits) - 1;
        long last = Long.compareUnsigned(spans.last(name), widest) <= 0 ? spans.last(name) : widest;
        if (not.isEmpty() || Long.compareUnsigned(last - first, not.size()) >= 0) {
            return false;
        }
        for (long number = first; number != last + 1; number++) {
            if (!not.contains(number)) {
                return false;
            }
        }
        return true;
    }

    /** Whether that is one of the numbers that a value is said not to be. */
    boolean isApart(Base name, long number) {
        return apart.getOrDefault(name, Set.of()).contains(number);
    }

    /** Whether both cannot be true. */
    boolean contradicts(Told others) {
        return isExcluded(others) || others.isExcluded(this) || spans.contradicts(others.spans);
    }

    /** Whether the others exclude all numbers that a value may be. */
    private boolean isExcluded(Told others) {
        return Stream.of(known.keySet(), among.keySet())
                .flatMap(Set::stream)
                .anyMatch(name -> among(name).stream().allMatch(number -> others.excludes(name, number)));
    }

    Told of(Predicate<Base> names) {
        Told seen = nothing();
        known.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .forEach(entry -> seen.known.put(entry.getKey(), entry.getValue()));
        among.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .forEach(entry -> seen.among.put(entry.getKey(), entry.getValue()));
        apart.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .forEach(entry -> seen.apart.put(entry.getKey(), entry.getValue()));
        seen.spans.add(spans.of(names));
        blurred.stream().filter(names).forEach(seen.blurred::add);
        return seen;
    }

    /** What is not known there, too. */
    Told without(Told others) {
        Told more = copy();
        others.known.keySet().forEach(more.known::remove);
        others.among.forEach((name, numbers) ->
                more.among.computeIfPresent(name, (n, ours) -> ours.containsAll(numbers) ? null : ours));
        others.apart.forEach((name, numbers) ->
                more.apart.computeIfPresent(name, (n, ours) -> numbers.containsAll(ours) ? null : ours));
        more.spans.remove(others.spans);
        more.blurred.removeAll(others.blurred);
        return more;
    }

    /** The numbers that values are and may be, where that is not known there. */
    Told numbersWithout(Told others) {
        Told more = nothing();
        known.forEach((name, number) -> {
            if (!others.known.containsKey(name)) {
                more.known.put(name, number);
            }
        });
        among.forEach((name, numbers) -> {
            Set<Long> theirs = others.among(name);
            if (theirs.isEmpty() || !numbers.containsAll(theirs)) {
                more.among.put(name, numbers);
            }
        });
        return more;
    }

    /** These numbers and those. */
    Told withNumbers(Told others) {
        Told both = nothing();
        both.known.putAll(others.known);
        both.known.putAll(known);
        others.among.forEach(both::addAmong);
        among.forEach(both::addAmong);
        return both;
    }

    /** The numbers that values are on either path. */
    Told sharedNumbers(Told others) {
        Told both = nothing();
        known.forEach((name, number) -> {
            if (number.equals(others.known.get(name))) {
                both.known.put(name, number);
            }
        });
        both.among.putAll(few(others));
        return both;
    }

    /** Adds what others know of the same values. */
    void add(Told others) {
        others.among.forEach(this::addAmong);
        others.known.forEach(this::set);
        others.apart.forEach((name, numbers) -> apart.merge(name, numbers, Told::union));
        spans.add(others.spans);
        others.blurred.stream().filter(name -> !known.containsKey(name)).forEach(blurred::add);
    }

    private void addAmong(Base name, Set<Long> numbers) {
        if (!known.containsKey(name)) {
            among.merge(name, numbers, (one, other) -> {
                Set<Long> both = new HashSet<>(one);
                both.retainAll(other);
                return both.isEmpty() ? one : Set.copyOf(both);
            });
        }
    }

    /**
     * Forgets what does not hold on the other path too; whether that changes anything. What one path says is true on the other
     * one as well where a number that is known there, or between which ones it lies, says more.
     */
    boolean meet(Told others) {
        Map<Base, Set<Long>> both = new HashMap<>();
        keepApart(this, others, both);
        keepApart(others, this, both);
        Map<Base, Set<Long>> few = few(others);
        Spans ours = spans.copy();
        boolean changed = blurred.addAll(others.blurred);
        changed |= blurred.addAll(spans.gaps(others.spans));
        spans.meet(others.spans);
        spans.widen(others.spans, known);
        spans.widen(ours, others.known);
        changed |= known.entrySet().removeIf(e -> !e.getValue().equals(others.known.get(e.getKey())));
        both.keySet().removeAll(known.keySet());
        changed |= !few.equals(among) || !both.equals(apart) || !ours.equals(spans);
        among.clear();
        among.putAll(few);
        apart.clear();
        apart.putAll(both);
        return changed;
    }

    /** The numbers that values may be on either path, where they are few, but more than one. */
    private Map<Base, Set<Long>> few(Told others) {
        Map<Base, Set<Long>> few = new HashMap<>();
        known.forEach((name, number) -> {
            if (!number.equals(others.known.get(name))) {
                addFew(name, others, few);
            }
        });
        among.keySet().forEach(name -> addFew(name, others, few));
        return few;
    }

    private void addFew(Base name, Told others, Map<Base, Set<Long>> few) {
        Set<Long> theirs = others.among(name);
        if (!theirs.isEmpty()) {
            Set<Long> all = new HashSet<>(among(name));
            all.addAll(theirs);
            if (all.size() > 1 && all.size() <= MOST_AMONG) {
                few.put(name, Set.copyOf(all));
            }
        }
    }

    private static void keepApart(Told one, Told other, Map<Base, Set<Long>> both) {
        one.apart.forEach((name, numbers) -> {
            Set<Long> kept = numbers.equals(other.apart.get(name)) ? numbers : excludedBy(other, name, numbers);
            if (!kept.isEmpty()) {
                both.merge(name, kept, Told::union);
            }
        });
    }

    private static Set<Long> excludedBy(Told other, Base name, Set<Long> numbers) {
        return numbers.stream().filter(number -> other.excludes(name, number)).collect(Collectors.toUnmodifiableSet());
    }

    void keepNames(Predicate<Base> kept) {
        known.keySet().removeIf(kept.negate());
        among.keySet().removeIf(kept.negate());
        apart.keySet().removeIf(kept.negate());
        spans.keepNames(kept);
        blurred.removeIf(kept.negate());
    }

    /** Forgets which numbers values are and are not, where these may count something. */
    void forgetCounts() {
        known.values().removeIf(number -> new AbstractValue.Numeral(number).isCount());
        among.values()
                .removeIf(numbers -> numbers.stream().anyMatch(number -> new AbstractValue.Numeral(number).isCount()));
        apart.replaceAll((name, numbers) -> numbers.stream()
                .filter(number -> !new AbstractValue.Numeral(number).isCount())
                .collect(Collectors.toUnmodifiableSet()));
        apart.values().removeIf(Set::isEmpty);
        spans.clear();
    }

    Told renamed(Renaming names) {
        Told renamed = nothing();
        known.forEach((base, number) -> names.number(base).ifPresent(name -> renamed.known.put(name, number)));
        among.forEach((base, numbers) -> names.number(base).ifPresent(name -> renamed.addAmong(name, numbers)));
        apart.forEach((base, numbers) ->
                names.number(base).ifPresent(name -> renamed.apart.merge(name, numbers, Told::union)));
        renamed.spans.add(spans.renamed(names));
        blurred.forEach(base -> names.number(base).ifPresent(renamed.blurred::add));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Told told
                && known.equals(told.known)
                && among.equals(told.among)
                && apart.equals(told.apart)
                && spans.equals(told.spans)
                && blurred.equals(told.blurred);
    }

    @Override
    public int hashCode() {
        return known.hashCode() * 31 + apart.hashCode();
    }
}
