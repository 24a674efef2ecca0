package io.ferrule.state;

import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * Numbers by which a condition comes out in a certain way, and all is true that is known of a path. Where such ones are found, the
 * way can be taken, although an earlier branch asked of the same numbers in another way; where none are, nothing is said.
 *
 * <p>Those are tried that are next to numbers which are named, the least and the greatest.
 */
final class Witness {

    /** More numbers are not tried at once. */
    private static final int MOST_TRIED = 4096;

    /** Of more constants than these no sums are tried. */
    private static final int FEW = 12;

    private final Told told;
    private final Base condition;
    private final Set<Base> facts = new LinkedHashSet<>();
    private final Map<Base, Integer> bits = new HashMap<>();
    private final Set<Long> constants = new LinkedHashSet<>(List.of(0L, 1L));

    Witness(Told told, Base condition) {
        this.told = told;
        this.condition = condition;
        connect();
        facts.forEach(this::collect);
        collect(condition);
        facts.forEach(name -> constants.addAll(told.numbers(name)));
    }

    /**
     * Whether there are numbers by which the condition is one of those.
     *
     * @param surely whether they have to be found, also where nobody knows how the condition is computed
     */
    boolean is(LongPredicate wanted, boolean surely) {
        Map<Base, Long> zeros = new HashMap<>();
        bits.keySet().forEach(root -> zeros.put(root, 0L));
        return (!surely && value(condition, zeros).isEmpty()) || is(wanted);
    }

    private boolean is(LongPredicate wanted) {
        List<Base> roots = List.copyOf(bits.keySet());
        List<List<Long>> candidates = roots.stream().map(this::candidates).toList();
        long combinations = 1;
        for (List<Long> each : candidates) {
            combinations *= each.size();
            if (combinations > MOST_TRIED) {
                return false;
            }
        }
        for (long i = 0; i < combinations; i++) {
            Map<Base, Long> chosen = new HashMap<>();
            long rest = i;
            for (int r = 0; r < roots.size(); r++) {
                List<Long> each = candidates.get(r);
                chosen.put(roots.get(r), each.get((int) (rest % each.size())));
                rest /= each.size();
            }
            if (value(condition, chosen).filter(wanted::test).isPresent() && holds(chosen)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Map<Base, Long> chosen) {
        return facts.stream()
                .allMatch(name -> value(name, chosen)
                        .filter(value -> !told.excludes(name, value))
                        .isPresent());
    }

    /** Whatever is known of numbers that go together with those of the condition, over other ones perhaps. */
    private void connect() {
        Set<Base> roots = condition.parts().collect(Collectors.toCollection(HashSet::new));
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

    private static Optional<Long> value(Base name, Map<Base, Long> chosen) {
        if (!(name instanceof Computed computed)) {
            return Optional.ofNullable(chosen.get(name));
        }
        List<Long> operands = new ArrayList<>();
        for (AbstractValue operand : computed.operands()) {
            Optional<Long> value = operand instanceof Scalar scalar
                    ? value(scalar.name(), chosen)
                    : Optional.of(((Numeral) operand).value());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            operands.add(value.get());
        }
        return operands.size() == 1
                ? cast(computed, operands.get(0))
                : operands.size() == 2 ? computed(computed, operands.get(0), operands.get(1)) : Optional.empty();
    }

    private static Optional<Long> computed(Computed computed, long one, long other) {
        if (Implied.isComparison(computed)) {
            return Optional.of(Numbers.holds(computed.operation(), computed.type(), one, other) ? 1L : 0L);
        }
        String operation = computed.operation();
        if (Repeatable.isCalled(operation)) {
            return Repeatable.made(operation, computed.type(), one, other);
        }
        return Opcode.ofKeyword(operation)
                .map(opcode -> Numbers.computed(opcode, computed.type(), new Numeral(one), new Numeral(other)))
                .filter(Numeral.class::isInstance)
                .map(number -> ((Numeral) number).value());
    }

    private static Optional<Long> cast(Computed computed, long operand) {
        String[] words = computed.operation().split(" ", -1);
        if (words.length != 2 || !words[1].chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        Type target = new IntegerType(Integer.parseInt(words[1]));
        return switch (words[0]) {
            case "trunc", "zext" -> Optional.of(Numbers.cut(operand, target));
            case "sext" -> Optional.of(Numbers.cut(Numbers.signed(operand, computed.type()), target));
            default -> Optional.empty();
        };
    }
}
