package io.ferrule.state;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What paths knew that became one: the few numbers that a named value may be, and what else is true if it is each of them.
 *
 * <p>Where one path knows that a value is 3 and the other one that it is 7, it is one of these behind both; and what only the
 * first one knew is still so wherever the value turns out to be 3. So a number is a key to what was forgotten where paths met.
 * Each path that came here has one of the numbers, and with that all that is said of it: that is what is kept on every
 * meeting, and every fact that is taken out again is a fact of the path that it is taken out on.
 */
final class Choices {

    /** More numbers than these are no choice. */
    private static final int MOST_NUMBERS = 6;

    /** More values than these are no keys at once. */
    private static final int MOST_KEYS = 8;

    private final Map<Base, Map<Long, Told>> choices;

    private Choices(Map<Base, Map<Long, Told>> choices) {
        this.choices = choices;
    }

    static Choices none() {
        return new Choices(new HashMap<>());
    }

    /** What is told of one number never changes, so that copies can share it. */
    Choices copy() {
        return new Choices(new HashMap<>(choices));
    }

    int size() {
        return choices.size();
    }

    boolean isNone() {
        return choices.isEmpty();
    }

    /** The numbers that a value may be; none where that is not known. */
    Set<Long> numbers(Base name) {
        return choices.getOrDefault(name, Map.of()).keySet();
    }

    boolean excludes(Base name, long number) {
        Map<Long, Told> told = choices.get(name);
        return told != null && !told.containsKey(number);
    }

    /** What is true where the value is that number. */
    Told told(Base name, long number) {
        return choices.getOrDefault(name, Map.of()).getOrDefault(number, Told.nothing());
    }

    /** Takes numbers away that a value is not; the only one that is left, if there is but one. */
    Optional<Long> keep(Base name, Predicate<Long> possible) {
        Map<Long, Told> left = new TreeMap<>(choices.getOrDefault(name, Map.of()));
        left.keySet().removeIf(possible.negate());
        if (left.size() > 1) {
            choices.put(name, left);
        }
        return left.size() == 1 ? Optional.of(left.keySet().iterator().next()) : Optional.empty();
    }

    void remove(Base name) {
        choices.remove(name);
    }

    /** The keys. */
    Set<Base> names() {
        return Set.copyOf(choices.keySet());
    }

    /** Whether a key, or something that is known by one, is made of such names. */
    boolean mention(Predicate<Base> such) {
        return choices.entrySet().stream()
                .anyMatch(choice -> choice.getKey().isMadeOf(such)
                        || choice.getValue().values().stream().anyMatch(told -> told.mentions(such)));
    }

    /**
     * What is to choose where two paths become one.
     *
     * @param one what is known on the one path, with its choices
     * @param both what is known behind
     * @return what is kept are numbers alone: what follows from a comparison is found again from its being true
     */
    static Choices met(Told one, Choices ones, Told other, Choices others, Told both) {
        Choices met = none();
        Set<Base> keys = new HashSet<>(ones.choices.keySet());
        one.known().keySet().stream()
                .filter(name -> !both.known().containsKey(name))
                .forEach(keys::add);
        List<Base> shared = keys.stream()
                .filter(name -> other.known().containsKey(name) || others.choices.containsKey(name))
                .toList();
        if (shared.size() > MOST_KEYS) {
            shared =
                    shared.stream().sorted(Comparator.comparing(Base::toString)).toList();
        }
        Told oneMore = one.numbersWithout(both);
        Told otherMore = other.numbersWithout(both);
        for (Base name : shared) {
            Map<Long, Told> told = met(ones.all(name, one, oneMore, both), others.all(name, other, otherMore, both));
            if (told.size() <= MOST_NUMBERS && met.size() < MOST_KEYS) {
                met.choices.put(name, told);
            }
        }
        return met;
    }

    /**
     * By each number that the value may be on a path, the numbers that are known there then, but not on both.
     *
     * @param more those of the path whatever the value is
     */
    private Map<Long, Told> all(Base name, Told path, Told more, Told both) {
        Long only = path.known().get(name);
        if (only != null) {
            return Map.of(only, more);
        }
        Map<Long, Told> all = new TreeMap<>();
        choices.getOrDefault(name, Map.of())
                .forEach((number, told) ->
                        all.put(number, told.numbersWithout(both).withNumbers(more)));
        return all;
    }

    private static Map<Long, Told> met(Map<Long, Told> one, Map<Long, Told> other) {
        Map<Long, Told> met = new TreeMap<>(other);
        one.forEach((number, told) -> met.merge(number, told, Told::sharedNumbers));
        return met;
    }

    /** What can be said with these names alone. */
    Choices of(Predicate<Base> names) {
        Choices seen = none();
        choices.forEach((name, told) -> {
            if (names.test(name)) {
                Map<Long, Told> ours = new TreeMap<>();
                told.forEach((number, each) -> ours.put(number, each.of(names)));
                seen.choices.put(name, ours);
            }
        });
        return seen;
    }

    /** Adds what others know of the same path. */
    void add(Choices others) {
        others.choices.forEach((name, told) -> {
            Map<Long, Told> ours = choices.get(name);
            if (ours == null) {
                choices.put(name, told);
                return;
            }
            Map<Long, Told> both = new TreeMap<>();
            ours.forEach((number, each) -> {
                if (told.containsKey(number)) {
                    Told more = each.copy();
                    more.add(told.get(number));
                    both.put(number, more);
                }
            });
            if (!both.isEmpty()) {
                choices.put(name, both);
            }
        });
    }

    /** Notes what is known besides by each number of a value. */
    void put(Base name, Map<Long, Told> told) {
        choices.put(name, new TreeMap<>(told));
    }

    Choices renamed(Renaming names) {
        Choices renamed = none();
        choices.forEach((base, told) -> names.number(base).ifPresent(name -> {
            Map<Long, Told> theirs = new TreeMap<>();
            told.forEach((number, each) -> theirs.put(number, each.renamed(names)));
            renamed.choices.put(name, theirs);
        }));
        return renamed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Choices others && choices.equals(others.choices);
    }

    @Override
    public int hashCode() {
        return choices.keySet().stream().map(Base::hashCode).collect(Collectors.summingInt(Integer::intValue));
    }
}
