package io.ferrule.loop;

import io.ferrule.arithmetic.Linear;
import io.ferrule.arithmetic.Rational;
import io.ferrule.loop.bound.BoundFormula;
import io.ferrule.loop.walk.FunctionModel;
import io.ferrule.loop.walk.Interval;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Writes forms over the parameters of a function as formulas that a person can read. */
public final class FormulaText {

    private FormulaText() {}

    /** The formula of a form over parameters of that function. */
    public static BoundFormula of(FunctionModel model, Linear form) {
        String sum = sum(form, parameter -> name(model, parameter));
        boolean positive =
                least(model, form).filter(least -> least.signum() > 0).isPresent();
        return new BoundFormula(form, model.signed(), positive ? sum : "max(1, " + sum + ")");
    }

    /** The least value that types and ranges of the parameters allow. */
    private static Optional<Rational> least(FunctionModel model, Linear form) {
        Rational least = form.constant();
        for (int parameter : form.variables()) {
            int width = model.width(model.function().parameters().get(parameter).type());
            if (width == 0) {
                return Optional.empty();
            }
            Interval range = model.signed()
                    ? model.interval(width)
                    : model.parameterRange(parameter).orElse(model.interval(width));
            Rational factor = form.factor(parameter);
            BigInteger at = factor.signum() > 0 ? range.minimum() : range.maximum();
            least = least.plus(factor.times(Rational.of(at)));
        }
        return Optional.of(Rational.of(least.floor()));
    }

    /** The name in the source; the length of a slice is {@code name.len}, what has no name is called by its place. */
    private static String name(FunctionModel model, int parameter) {
        String name = model.name(parameter);
        boolean isLength = name.endsWith(".1")
                && parameter > 0
                && model.name(parameter - 1).equals(name.substring(0, name.length() - 1) + "0");
        if (isLength) {
            return name.substring(0, name.length() - 1) + "len";
        }
        boolean isNumber = name.chars().allMatch(Character::isDigit);
        return isNumber ? "argument " + parameter : name;
    }

    /** What is added first, then what is taken away; fractions over one line. */
    private static String sum(Linear form, IntFunction<String> names) {
        BigInteger below = denominator(form);
        Linear whole = form.times(Rational.of(below));
        List<String> more = new ArrayList<>();
        List<String> less = new ArrayList<>();
        for (int variable : whole.variables()) {
            BigInteger factor = whole.factor(variable).floor();
            String name = names.apply(variable);
            String term = factor.abs().equals(BigInteger.ONE) ? name : factor.abs() + "*" + name;
            (factor.signum() > 0 ? more : less).add(term);
        }
        BigInteger constant = whole.constant().floor();
        if (constant.signum() != 0 || (more.isEmpty() && less.isEmpty())) {
            (constant.signum() >= 0 ? more : less).add(constant.abs().toString());
        }
        String text = String.join(" + ", more) + (less.isEmpty() ? "" : " - " + String.join(" - ", less));
        boolean single = more.size() + less.size() == 1;
        return below.equals(BigInteger.ONE)
                ? text.strip()
                : (single ? text.strip() : "(" + text.strip() + ")") + "/" + below;
    }

    private static BigInteger denominator(Linear form) {
        BigInteger all = form.constant().denominator();
        for (int variable : form.variables()) {
            BigInteger own = form.factor(variable).denominator();
            all = all.divide(all.gcd(own)).multiply(own);
        }
        return all;
    }
}
