package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a number that was computed says of those that it was computed from, wherever they lie. Comparisons have one spelling
 * each, so that one that is made again has the name of the first: a known number stands on the right, and of two named ones
 * the smaller one on the left.
 */
final class Implied {

    private static final Set<String> COMPARISONS =
            Set.of("eq", "ne", "ult", "ule", "ugt", "uge", "slt", "sle", "sgt", "sge");

    private Implied() {}

    /** The name of a truth value: how one number compares with another one. */
    static Optional<Base> comparison(String predicate, Type type, AbstractValue left, AbstractValue right) {
        boolean turned = left instanceof Numeral || (!(right instanceof Numeral) && predicate.charAt(1) == 'g');
        Order order = Order.of(turned ? Numbers.exchanged(predicate) : predicate, type, left, right);
        return Computed.of(order.predicate(), order.type(), turned ? List.of(right, left) : List.of(left, right));
    }

    /** Notes what follows from it that what is computed there is that number. */
    static void learn(Computed computed, long number, Marks marks) {
        if (isComparison(computed)) {
            compared(computed, number != 0, marks);
        } else if (isLogical(computed)) {
            logical(computed, number, marks);
        }
    }

    /** Whether the name is that of a comparison of integers. */
    static boolean isComparison(Computed computed) {
        return COMPARISONS.contains(computed.operation());
    }

    private static boolean isLogical(Computed computed) {
        return computed.type().equals(new IntegerType(1)) && computed.operands().size() == 2;
    }

    /** The number that a computed one must be, by what is known of those that it is computed from. */
    static Optional<Long> number(Base name, Marks marks) {
        if (!(name instanceof Computed computed) || computed.operands().size() != 2) {
            return Optional.empty();
        }
        AbstractValue left = marks.resolved(computed.operands().get(0));
        AbstractValue right = marks.resolved(computed.operands().get(1));
        if (isComparison(computed)) {
            return order(computed, left, right, marks).map(truth -> truth ? 1L : 0L);
        }
        return isLogical(computed) ? logical(computed, left, right) : Optional.empty();
    }

    private static Optional<Boolean> order(Computed computed, AbstractValue left, AbstractValue right, Marks marks) {
        if (!(right instanceof Numeral number)) {
            return Optional.empty();
        }
        if (left instanceof Numeral one) {
            return Optional.of(Numbers.holds(computed.operation(), computed.type(), one.value(), number.value()));
        }
        return Numbers.isEquality(computed.operation()) && marks.contradicts(left, number.value())
                ? Optional.of(computed.operation().equals("ne"))
                : marks.compared(new Order(computed.operation(), computed.type()), left, number.value());
    }

    private static Optional<Long> logical(Computed computed, AbstractValue left, AbstractValue right) {
        boolean and = computed.operation().equals("and");
        if (and || computed.operation().equals("or")) {
            Numeral decisive = new Numeral(and ? 0 : 1);
            boolean decided = left.equals(decisive) || right.equals(decisive);
            boolean other = left instanceof Numeral && right instanceof Numeral;
            return decided
                    ? Optional.of(decisive.value())
                    : Optional.of(1 - decisive.value()).filter(number -> other);
        }
        boolean xor = computed.operation().equals("xor") && left instanceof Numeral && right instanceof Numeral;
        return xor ? Optional.of(((Numeral) left).value() ^ ((Numeral) right).value()) : Optional.empty();
    }

    private static void logical(Computed computed, long number, Marks marks) {
        AbstractValue left = computed.operands().get(0);
        AbstractValue right = computed.operands().get(1);
        switch (computed.operation()) {
            case "xor" -> {
                if (right instanceof Numeral mask) {
                    marks.learn(left, number ^ mask.value());
                }
            }
            case "and", "or" -> {
                if (number == (computed.operation().equals("and") ? 1 : 0)) {
                    marks.learn(left, number);
                    marks.learn(right, number);
                }
            }
            default -> {}
        }
    }

    /** What is known of the order of two numbers tells of other comparisons of these. */
    private static void ordered(String predicate, Type type, AbstractValue left, AbstractValue right, Marks marks) {
        Set<Integer> orders = orders(predicate);
        COMPARISONS.stream().filter(other -> isAlike(predicate, other)).forEach(other -> {
            Set<Integer> both = new HashSet<>(orders(other));
            both.retainAll(orders);
            if (both.isEmpty() || both.equals(orders)) {
                comparison(other, type, left, right).ifPresent(name -> marks.learnTruth(name, !both.isEmpty()));
            }
        });
    }

    private static boolean isAlike(String one, String other) {
        return Numbers.isEquality(one) || Numbers.isEquality(other) || one.charAt(0) == other.charAt(0);
    }

    /** How two numbers compare of which that holds: below zero, zero or above, the first one less the second one. */
    private static Set<Integer> orders(String predicate) {
        return Stream.of(-1, 0, 1)
                .filter(order -> Numbers.holds(predicate, order))
                .collect(Collectors.toSet());
    }

    private static void compared(Computed computed, boolean truth, Marks marks) {
        String predicate = truth ? computed.operation() : Numbers.opposite(computed.operation());
        AbstractValue left = computed.operands().get(0);
        AbstractValue right = computed.operands().get(1);
        if (right instanceof Numeral number && left instanceof Scalar) {
            marks.learnCompared(predicate, (IntegerType) computed.type(), left, number.value());
        } else {
            ordered(predicate, computed.type(), left, right, marks);
        }
    }
}
