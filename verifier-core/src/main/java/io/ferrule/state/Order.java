package io.ferrule.state;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;

/**
 * How two numbers are compared, in one spelling for all comparisons that must come out alike.
 *
 * <p>Where neither number is below zero, an order with a sign is the one without; and without a sign it does not matter of
 * what width they are, since the same name is the same number in each. Of a type of more than 64 bits no number that is
 * known or has a name has a higher bit.
 *
 * @param predicate as LLVM has it
 * @param type of the numbers
 */
record Order(String predicate, Type type) {

    private static final Type WIDEST = new IntegerType(Long.SIZE);

    /** The order of numbers that are compared like this. */
    static Order of(String predicate, Type type, AbstractValue left, AbstractValue right) {
        if (!(type instanceof IntegerType integer) || !isNumber(left) || !isNumber(right)) {
            return new Order(predicate, type);
        }
        if (!predicate.startsWith("s")) {
            return new Order(predicate, WIDEST);
        }
        return isAboveZero(left, integer) && isAboveZero(right, integer)
                ? new Order("u" + predicate.substring(1), WIDEST)
                : new Order(predicate, type);
    }

    /** The same with its sides exchanged. */
    Order turned() {
        return new Order(Numbers.exchanged(predicate), type);
    }

    private static boolean isNumber(AbstractValue value) {
        return value instanceof Numeral || value instanceof Scalar;
    }

    private static boolean isAboveZero(AbstractValue value, IntegerType type) {
        return value.bits() < type.bits();
    }
}
