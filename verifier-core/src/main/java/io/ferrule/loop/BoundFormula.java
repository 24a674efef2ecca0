package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * A bound as a formula over the arguments of a function.
 *
 * @param form over the numbers of parameters
 * @param signed whether the arguments are read as signed numbers in it
 * @param text the same with names, for a person
 */
public record BoundFormula(Linear form, boolean signed, String text) {

    /** Its value for arguments, which are read as {@link #signed} says. */
    public BigInteger value(IntFunction<BigInteger> arguments) {
        return form.valueAt(parameter -> Rational.of(arguments.apply(parameter)))
                .floor();
    }

    @Override
    public String toString() {
        return text;
    }
}
