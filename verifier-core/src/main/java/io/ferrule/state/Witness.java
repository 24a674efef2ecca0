package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Numbers by which a condition comes out in a certain way, and all is true that is known of a path. Where such ones are found, the
 * way can be taken, although an earlier branch asked of the same numbers in another way; where none are, nothing is said.
 *
 * <p>Those are tried that are next to numbers which are named, the least and the greatest.
 */
final class Witness {

    /** More numbers than these are not tried. */
    private static final int MOST_TRIED = 256;

    /** Of more constants than these no sums are tried. */
    private static final int FEW = 12;

    private final Told told;
    private final Base condition;
    private final Predicate<Base> free;
    private final Set<Base> facts = new LinkedHashSet<>();

    /** How wide the numbers are, those that the condition is computed from first. */
    private final Map<Base, Integer> bits = new LinkedHashMap<>();

    private final Set<Long> constants = new LinkedHashSet<>(List.of(0L, 1L));

    /**
     * @param free names of numbers that may be any, whatever others are
     */
    Witness(Told told, Base condition, Predicate<Base> free) {
        this.told = told;
        this.free = free;
        this.condition = condition;
        connect();
        facts.forEach(this::collect);
        collect(condition);
        facts.forEach(name -> constants.addAll(told.numbers(name)));
    }

    /**
     * Whether there are numbers by which the condition is one of those.
     *
     * @param surely whether they have to be found, also where nobody knows how the condition is computed, and be numbers that
     *     do not depend on others
     */
    boolean is(LongPredicate wanted, boolean surely) {
        List<Base> roots = List.copyOf(bits.keySet());
        if (surely && !roots.stream().allMatch(free)) {
            return false;
        }
        Term asked = Term.of(condition, roots);
        return (!surely && asked.value(new long[roots.size()]).isEmpty()) || new Search(roots, asked, wanted).finds(0);
    }

    /** Goes through choices of one number after the other, and no further where they contradict what is known. */
    private final class Search {

        private final List<List<Long>> candidates;
        private final List<Map<Base, Term>> due = new ArrayList<>();
        private final Term asked;
        private final int askedAt;
        private final LongPredicate wanted;
        private final long[] chosen;
        private int tried;

        Search(List<Base> roots, Term asked, LongPredicate wanted) {
            this.candidates = roots.stream().map(Witness.this::candidates).toList();
            this.asked = asked;
            this.askedAt = last(condition, roots);
            this.wanted = wanted;
            this.chosen = new long[roots.size()];
            roots.forEach(root -> due.add(new LinkedHashMap<>()));
            facts.forEach(name -> due.get(last(name, roots)).put(name, Term.of(name, roots)));
        }

        /** By which of the numbers all is chosen that a value is computed from. */
        private static int last(Base name, List<Base> roots) {
            return name.parts().mapToInt(roots::indexOf).max().orElse(0);
        }

        boolean finds(int index) {
            if (index == chosen.length) {
                return index > 0 || comesOut();
            }
            for (long candidate : candidates.get(index)) {
                if (++tried > MOST_TRIED) {
                    return false;
                }
                chosen[index] = candidate;
                if ((index != askedAt || comesOut()) && holds(index) && finds(index + 1)) {
                    return true;
                }
            }
            return false;
        }

        private boolean comesOut() {
            return asked.value(chosen).filter(wanted::test).isPresent();
        }

        private boolean holds(int index) {
            for (Map.Entry<Base, Term> fact : due.get(index).entrySet()) {
                Optional<Long> value = fact.getValue().value(chosen);
                if (value.isEmpty() || told.excludes(fact.getKey(), value.get())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whatever is known of numbers that go together with those of the condition, over other ones perhaps. */
    private void connect() {
        Set<Base> roots = condition.parts().collect(Collectors.toCollection(LinkedHashSet::new));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Base name : told.names()) {
                if (!facts.contains(name) && name.parts().anyMatch(roots::contains)) {
                    facts.add(name);
                    name.parts().forEach(roots::add);
                    grew = true;
                }
            }
        }
        roots.forEach(root -> bits.put(root, Long.SIZE));
    }

    private void collect(Base name) {
        if (name instanceof Computed computed) {
            for (AbstractValue operand : computed.operands()) {
                if (operand instanceof Numeral number) {
                    constants.add(number.value());
                }
                if (operand instanceof Scalar scalar) {
                    bits.computeIfPresent(scalar.name(), (n, before) -> Math.min(before, scalar.bits()));
                    collect(scalar.name());
                }
            }
        }
    }

    private List<Long> candidates(Base root) {
        Type type = new IntegerType(Math.max(1, bits.getOrDefault(root, Long.SIZE)));
        long sign = Numbers.cut(-1L, type) ^ (Numbers.cut(-1L, type) >>> 1);
        Set<Long> found = new LinkedHashSet<>();
        for (long constant : sums()) {
            for (int step = -1; step <= 1; step++) {
                found.add(Numbers.cut(constant + step, type));
            }
        }
        found.addAll(List.of(sign, sign - 1, Numbers.cut(-1L, type)));
        return new ArrayList<>(found);
    }

    /** The constants; of few, for one number, what they make together as well. */
    private Set<Long> sums() {
        Set<Long> sums = new LinkedHashSet<>(constants);
        if (bits.size() == 1 && constants.size() <= FEW) {
            for (long one : constants) {
                for (long other : constants) {
                    sums.add(one + other);
                    sums.add(one - other);
                }
            }
        }
        return sums;
    }
}
