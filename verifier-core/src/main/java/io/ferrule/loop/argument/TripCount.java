package io.ferrule.loop.argument;

import io.ferrule.arithmetic.Linear;
import io.ferrule.loop.walk.FunctionModel;
import java.math.BigInteger;
import java.util.List;

/**
 * How often a loop's header is executed each time that the loop is entered.
 *
 * @param maximum never more than that
 * @param formulas never more than the greatest of these, over the function's variables; empty where only the maximum is
 *     known
 */
public record TripCount(BigInteger maximum, List<Linear> formulas) {
    public TripCount {
        formulas = List.copyOf(formulas);
    }

    /** The same without formulas, if they are over anything but parameters that may be small. */
    public TripCount overNumbers(FunctionModel model) {
        boolean over =
                formulas.stream().flatMap(form -> form.variables().stream()).allMatch(model::isNumber);
        return over ? this : of(maximum);
    }

    static TripCount of(BigInteger maximum) {
        return new TripCount(maximum, List.of());
    }

    static TripCount of(long maximum) {
        return of(BigInteger.valueOf(maximum));
    }
}
