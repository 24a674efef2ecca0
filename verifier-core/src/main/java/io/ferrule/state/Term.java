package io.ferrule.state;

import io.ferrule.program.Opcode;
import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** How a named value comes out of the numbers that it is computed from, ready to be worked out again and again. */
@FunctionalInterface
interface Term {

    /** The value where those are the numbers; empty where nobody knows. */
    Optional<Long> value(long[] numbers);

    /** What is made of one number, or of two. */
    @FunctionalInterface
    interface Operation {
        Optional<Long> of(long one, long other);
    }

    /** How a value is computed from numbers that have these names, in their order. */
    static Term of(Base name, List<Base> roots) {
        if (!(name instanceof Computed computed)) {
            int index = roots.indexOf(name);
            return numbers -> index < 0 ? Optional.empty() : Optional.of(numbers[index]);
        }
        List<Term> operands =
                computed.operands().stream().map(operand -> of(operand, roots)).toList();
        return switch (operands.size()) {
            case 1 -> of(cast(computed), operands.get(0), numbers -> Optional.of(0L));
            case 2 -> of(operation(computed), operands.get(0), operands.get(1));
            default -> numbers -> Optional.empty();
        };
    }

    private static Term of(AbstractValue operand, List<Base> roots) {
        if (operand instanceof Scalar scalar) {
            return of(scalar.name(), roots);
        }
        Optional<Long> number = Optional.of(((Numeral) operand).value());
        return numbers -> number;
    }

    private static Term of(Operation operation, Term left, Term right) {
        return numbers ->
                left.value(numbers).flatMap(one -> right.value(numbers).flatMap(other -> operation.of(one, other)));
    }

    private static Operation operation(Computed computed) {
        String operation = computed.operation();
        Type type = computed.type();
        if (Implied.isComparison(computed)) {
            return (one, other) -> Optional.of(Numbers.holds(operation, type, one, other) ? 1L : 0L);
        }
        if (Repeatable.isCalled(operation)) {
            Optional<LongBinaryOperator> made = Repeatable.operation(operation, type);
            return (one, other) -> made.map(known -> known.applyAsLong(one, other));
        }
        Optional<Opcode> opcode = Opcode.ofKeyword(operation.split(" ", 2)[0]);
        return (one, other) -> opcode.map(code -> Numbers.computed(code, type, new Numeral(one), new Numeral(other)))
                .filter(Numeral.class::isInstance)
                .map(number -> ((Numeral) number).value());
    }

    private static Operation cast(Computed computed) {
        String[] words = computed.operation().split(" ", -1);
        if (words.length != 2 || !words[1].chars().allMatch(Character::isDigit)) {
            return (one, other) -> Optional.empty();
        }
        Type target = new IntegerType(Integer.parseInt(words[1]));
        return switch (words[0]) {
            case "trunc", "zext" -> (one, other) -> Optional.of(Numbers.cut(one, target));
            case "sext" -> (one, other) -> Optional.of(Numbers.cut(Numbers.signed(one, computed.type()), target));
            default -> (one, other) -> Optional.empty();
        };
    }
}
