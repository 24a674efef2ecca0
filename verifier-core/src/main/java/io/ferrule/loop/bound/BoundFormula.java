package io.ferrule.loop.bound;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import java.math.BigInteger;
import java.util.function.IntFunction;

/**
 * A bound as a formula over the arguments of a function: the value of a linear form, rounded down, but at least 1.
 *
 * @param form over the numbers of parameters
 * @param signed whether the arguments are read as signed numbers in it
 * @param text the same with names, for a person
 */
public record BoundFormula(Linear form, boolean signed, String text) {

    /** What counts as small arguments. */
    private static final Rational SMALL = Rational.of(1L << 16);

    /** Whether the form is at most {@link LoopBound#LARGEST} for small arguments. */
    public static boolean isUsable(Linear form) {
        Rational most = form.constant();
        for (int variable : form.variables()) {
            Rational factor = form.factor(variable);
            most = most.plus((factor.signum() < 0 ? factor.negate() : factor).times(SMALL));
        }
        return most.compareTo(Rational.of(LoopBound.LARGEST)) <= 0;
    }

    /** Its value for arguments, which are read as {@link #signed} says. */
    public BigInteger value(IntFunction<BigInteger> arguments) {
        return form.valueAt(parameter -> Rational.of(arguments.apply(parameter)))
                .floor()
                .max(BigInteger.ONE);
    }

    @Override
    public String toString() {
        return text;
    }
}
