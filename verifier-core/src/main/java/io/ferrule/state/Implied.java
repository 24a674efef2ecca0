package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return turned
                ? Computed.of(Numbers.exchanged(predicate), type, List.of(right, left))
                : Computed.of(predicate, type, List.of(left, right));
    }

    /** Notes what follows from it that what is computed there is that number. */
    static void learn(Computed computed, long number, Marks marks) {
        if (COMPARISONS.contains(computed.operation())) {
            compared(computed, number != 0, marks);
        } else if (computed.type().equals(new IntegerType(1))) {
            logical(computed, number, marks);
        }
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

    private static void compared(Computed computed, boolean truth, Marks marks) {
        String predicate = truth ? computed.operation() : Numbers.opposite(computed.operation());
        AbstractValue left = computed.operands().get(0);
        AbstractValue right = computed.operands().get(1);
        if (right instanceof Numeral number && left instanceof Scalar) {
            marks.learnCompared(predicate, (IntegerType) computed.type(), left, number.value());
        } else {
            comparison(predicate, computed.type(), left, right).ifPresent(name -> marks.learnTruth(name, true));
            comparison(Numbers.opposite(predicate), computed.type(), left, right)
                    .ifPresent(name -> marks.learnTruth(name, false));
        }
    }
}
