package io.ferrule.state;

import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.Base.Computed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Between which numbers named values lie, as comparisons with numbers that are known have told. Each signed order of numbers,
 * of each width, has spans of its own. Without a sign there is but one order: what has the same name is the same such number
 * in a wider type, and in a narrower one.
 */
final class Spans {

    /** A value in one order of numbers. */
    private record Ordered(Base name, boolean signed, int bits) {

        private static Ordered of(Base name, String predicate, IntegerType type) {
            boolean signed = predicate.startsWith("s");
            return new Ordered(name, signed, signed ? type.bits() : Long.SIZE);
        }
    }

    /** From the one to the other number, both included, as ranks in their order. */
    private record Span(long first, long last) {

        private boolean has(long rank) {
            return Long.compareUnsigned(first, rank) <= 0 && Long.compareUnsigned(rank, last) <= 0;
        }

        private Optional<Span> and(Span other) {
            Span both = new Span(larger(first, other.first), smaller(last, other.last));
            return Optional.of(both).filter(span -> Long.compareUnsigned(span.first, span.last) <= 0);
        }

        /** Whether the other one begins behind it, and not at once. */
        private boolean isBefore(Span other) {
            return Long.compareUnsigned(last, other.first) < 0 && last + 1 != other.first;
        }

        private Span hull(Span other) {
            return new Span(smaller(first, other.first), larger(last, other.last));
        }

        private static long smaller(long one, long other) {
            return Long.compareUnsigned(one, other) <= 0 ? one : other;
        }

        private static long larger(long one, long other) {
            return Long.compareUnsigned(one, other) <= 0 ? other : one;
        }
    }

    private final Map<Ordered, Span> spans;

    private Spans(Map<Ordered, Span> spans) {
        this.spans = spans;
    }

    /** Nothing is known. */
    static Spans none() {
        return new Spans(new HashMap<>());
    }

    Spans copy() {
        return new Spans(new HashMap<>(spans));
    }

    int size() {
        return spans.size();
    }

    /** The least number that a value may be, without a sign. */
    long first(Base name) {
        return known(new Ordered(name, false, Long.SIZE), new IntegerType(Long.SIZE))
                .first();
    }

    /** The greatest number that a value may be, without a sign. */
    long last(Base name) {
        return known(new Ordered(name, false, Long.SIZE), new IntegerType(Long.SIZE))
                .last();
    }

    /** The names of which something is known. */
    Set<Base> names() {
        Set<Base> names = new HashSet<>();
        spans.keySet().forEach(ordered -> names.add(ordered.name()));
        return names;
    }

    /** Notes how a named value compares with a number; what it must be then, if there is but one. */
    OptionalLong learn(String predicate, IntegerType type, Base name, long number) {
        Ordered ordered = Ordered.of(name, predicate, type);
        Optional<Span> told = span(predicate, ordered, type, number);
        if (told.isEmpty()) {
            return OptionalLong.empty();
        }
        Span before = known(ordered, type);
        Span now = before.and(told.get()).orElse(before);
        if (!now.equals(all(type))) {
            spans.put(ordered, now);
        }
        return now.first() == now.last() ? OptionalLong.of(rank(ordered, now.first())) : OptionalLong.empty();
    }

    /**
     * How a named value compares with a number, where that is known.
     *
     * @param apart numbers that it is not
     */
    Optional<Boolean> compared(String predicate, IntegerType type, Base name, long number, Set<Long> apart) {
        Ordered ordered = Ordered.of(name, predicate, type);
        Optional<Span> wanted = span(predicate, ordered, type, number);
        if (wanted.isEmpty()) {
            return isNever(predicate, ordered, type, number) ? Optional.of(false) : Optional.empty();
        }
        Span known = without(ordered, known(ordered, type), apart);
        if (known.and(wanted.get()).isEmpty()) {
            return Optional.of(false);
        }
        boolean within = wanted.get().has(known.first()) && wanted.get().has(known.last());
        return within ? Optional.of(true) : Optional.empty();
    }

    /** Where the value lies, as one of that type. */
    private Span known(Ordered ordered, IntegerType type) {
        Span all = all(type);
        Span made = ordered.name() instanceof Computed computed && !ordered.signed()
                ? all.and(new Span(0, computed.last())).orElse(all)
                : all;
        return Optional.ofNullable(spans.get(ordered)).flatMap(made::and).orElse(made);
    }

    /** The span without the numbers at its ends that the value is not. */
    private static Span without(Ordered ordered, Span span, Set<Long> apart) {
        long first = span.first();
        long last = span.last();
        while (first != last && apart.contains(rank(ordered, first))) {
            first++;
        }
        while (first != last && apart.contains(rank(ordered, last))) {
            last--;
        }
        return new Span(first, last);
    }

    /** Whether a named value is certainly another number. */
    boolean excludes(Base name, long number) {
        for (Map.Entry<Ordered, Span> entry : spans.entrySet()) {
            Ordered key = entry.getKey();
            if (key.name().equals(name) && !entry.getValue().has(rank(key, Numbers.cut(number, type(key))))) {
                return true;
            }
        }
        return false;
    }

    /** Whether none is less than that number, which is the least one, or none greater. */
    private static boolean isNever(String predicate, Ordered ordered, IntegerType type, long number) {
        Span all = all(type);
        long rank = rank(ordered, number);
        boolean below = predicate.endsWith("lt") && rank == all.first();
        boolean above = predicate.endsWith("gt") && Long.compareUnsigned(rank, all.last()) >= 0;
        return Numbers.fits(type) && (below || above);
    }

    /** The numbers that compare so with one; empty where they are no span, or not all known by 64 bits. */
    private static Optional<Span> span(String predicate, Ordered ordered, IntegerType type, long number) {
        long rank = rank(ordered, number);
        Span all = all(type);
        if (!Numbers.fits(type)) {
            return Optional.empty();
        }
        return switch (predicate.substring(1)) {
            case "lt" -> rank == all.first() ? Optional.empty() : Optional.of(new Span(all.first(), rank - 1));
            case "le" -> Optional.of(new Span(all.first(), rank));
            case "gt" ->
                Long.compareUnsigned(rank, all.last()) >= 0
                        ? Optional.empty()
                        : Optional.of(new Span(rank + 1, all.last()));
            case "ge" -> Optional.of(new Span(rank, all.last()));
            default -> Optional.empty();
        };
    }

    private static Span all(IntegerType type) {
        return new Span(0, Numbers.cut(-1L, type));
    }

    /** The place of a number in its order, and the number at a place: the highest bit turned where it is the sign. */
    private static long rank(Ordered ordered, long number) {
        return ordered.signed() ? number ^ Long.highestOneBit(Numbers.cut(-1L, type(ordered))) : number;
    }

    private static IntegerType type(Ordered ordered) {
        return new IntegerType(ordered.bits());
    }

    /** What is known of names that these wish for. */
    Spans of(Predicate<Base> wanted) {
        Spans seen = copy();
        seen.keepNames(wanted);
        return seen;
    }

    /** Adds what others know of the same values. */
    void add(Spans others) {
        others.spans.forEach((ordered, span) ->
                spans.merge(ordered, span, (one, other) -> one.and(other).orElse(one)));
    }

    /** Forgets what does not hold on the other path too; whether that was anything. */
    boolean meet(Spans other) {
        Map<Ordered, Span> both = new HashMap<>();
        spans.forEach((ordered, span) -> {
            Span theirs = other.spans.get(ordered);
            if (theirs != null) {
                both.put(ordered, span.hull(theirs));
            }
        });
        boolean changed = !both.equals(spans);
        spans.clear();
        spans.putAll(both);
        return changed;
    }

    /** The names of values that lie in one of two spans with others between them. */
    Set<Base> gaps(Spans others) {
        Set<Base> names = new HashSet<>();
        spans.forEach((ordered, span) -> {
            Span theirs = others.spans.get(ordered);
            if (theirs != null && (span.isBefore(theirs) || theirs.isBefore(span))) {
                names.add(ordered.name());
            }
        });
        return names;
    }

    /** The first and the last numbers of the spans of a value. */
    Set<Long> ends(Base name) {
        Set<Long> ends = new HashSet<>();
        spans.forEach((ordered, span) -> {
            if (ordered.name().equals(name)) {
                ends.add(rank(ordered, span.first()));
                ends.add(rank(ordered, span.last()));
            }
        });
        return ends;
    }

    /** Adds the spans of others to those of numbers that are known here, where these lie in them, or else up to one end. */
    void widen(Spans others, Map<Base, Long> known) {
        others.spans.forEach((ordered, span) -> {
            Long number = known.get(ordered.name());
            if (number != null && !spans.containsKey(ordered)) {
                long rank = rank(ordered, Numbers.cut(number, type(ordered)));
                long last = Numbers.cut(-1L, type(ordered));
                boolean below = Long.compareUnsigned(rank, span.first()) < 0;
                boolean above = Long.compareUnsigned(rank, span.last()) > 0;
                Span wide = new Span(below ? 0 : span.first(), above ? last : span.last());
                if (wide.first() != 0 || wide.last() != last) {
                    spans.put(ordered, wide);
                }
            }
        });
    }

    /** Forgets what others know as well. */
    void remove(Spans others) {
        spans.entrySet().removeIf(entry -> {
            Span theirs = others.spans.get(entry.getKey());
            return theirs != null
                    && theirs.and(entry.getValue()).filter(theirs::equals).isPresent();
        });
    }

    /** Whether a value would lie in no span. */
    boolean contradicts(Spans others) {
        return spans.entrySet().stream().anyMatch(entry -> {
            Span theirs = others.spans.get(entry.getKey());
            return theirs != null && theirs.and(entry.getValue()).isEmpty();
        });
    }

    void keepNames(Predicate<Base> wanted) {
        spans.keySet().removeIf(ordered -> !wanted.test(ordered.name()));
    }

    void clear() {
        spans.clear();
    }

    Spans renamed(Renaming names) {
        Spans renamed = none();
        spans.forEach((ordered, span) -> names.number(ordered.name())
                .ifPresent(name -> renamed.spans.put(new Ordered(name, ordered.signed(), ordered.bits()), span)));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spans others && spans.equals(others.spans);
    }

    @Override
    public int hashCode() {
        return spans.hashCode();
    }
}
