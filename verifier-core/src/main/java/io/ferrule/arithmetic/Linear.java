package io.ferrule.arithmetic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A linear form: a sum of variables, each with a factor, and a constant. Variables are numbers that stand for integers;
 * what they mean is for the caller to say. As a constraint it says that the form is at least 0.
 */
public final class Linear {

    /** 0. */
    public static final Linear ZERO = new Linear(new int[0], new Rational[0], Rational.ZERO);

    private final int[] variables;
    private final Rational[] factors;
    private final Rational constant;
    private int hash;
    private @Nullable Linear direction;

    private Linear(int[] variables, Rational[] factors, Rational constant) {
        this.variables = variables;
        this.factors = factors;
        this.constant = constant;
    }

    /** A constant. */
    public static Linear of(Rational constant) {
        return new Linear(ZERO.variables, ZERO.factors, constant);
    }

    /** A constant. */
    public static Linear of(long constant) {
        return of(Rational.of(constant));
    }

    /** A constant. */
    public static Linear of(BigInteger constant) {
        return of(Rational.of(constant));
    }

    /** A variable. */
    public static Linear variable(int variable) {
        return new Linear(new int[] {variable}, new Rational[] {Rational.ONE}, Rational.ZERO);
    }

    /** The constant part. */
    public Rational constant() {
        return constant;
    }

    /** Whether no variable occurs. */
    public boolean isConstant() {
        return variables.length == 0;
    }

    /** How many variables occur. */
    public int size() {
        return variables.length;
    }

    /** The variable at that place. */
    int variableAt(int index) {
        return variables[index];
    }

    /** The factor at that place. */
    Rational factorAt(int index) {
        return factors[index];
    }

    /** The variables that occur, ascending. */
    public List<Integer> variables() {
        return Arrays.stream(variables).boxed().toList();
    }

    /** Goes through the variables that occur, ascending. */
    public void forEachVariable(IntConsumer action) {
        for (int variable : variables) {
            action.accept(variable);
        }
    }

    /** Whether something is so of a variable that occurs. */
    public boolean anyVariable(IntPredicate condition) {
        return !allVariables(condition.negate());
    }

    /** Whether something is so of all variables that occur. */
    public boolean allVariables(IntPredicate condition) {
        for (int variable : variables) {
            if (!condition.test(variable)) {
                return false;
            }
        }
        return true;
    }

    /** The factor of a variable, 0 where it does not occur. */
    public Rational factor(int variable) {
        int index = Arrays.binarySearch(variables, variable);
        return index < 0 ? Rational.ZERO : factors[index];
    }

    /** Whether a variable occurs. */
    public boolean mentions(int variable) {
        return Arrays.binarySearch(variables, variable) >= 0;
    }

    /** The sum. */
    public Linear plus(Linear other) {
        return plus(other, Rational.ONE);
    }

    /** The sum. */
    public Linear plus(long other) {
        return plus(Rational.of(other));
    }

    /** The sum. */
    public Linear plus(Rational other) {
        return other.signum() == 0 ? this : new Linear(variables, factors, constant.plus(other));
    }

    /** The difference. */
    public Linear minus(Linear other) {
        return plus(other, Rational.MINUS_ONE);
    }

    /** This and {@code times} the other one. */
    public Linear plus(Linear other, Rational times) {
        if (other.variables.length == 0) {
            return plus(other.constant.times(times));
        }
        if (variables.length == 0 && times.signum() != 0) {
            return other.scaled(times, constant);
        }
        int[] names = new int[variables.length + other.variables.length];
        Rational[] values = new Rational[names.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < variables.length || j < other.variables.length) {
            int left = i < variables.length ? variables[i] : Integer.MAX_VALUE;
            int right = j < other.variables.length ? other.variables[j] : Integer.MAX_VALUE;
            int name = Math.min(left, right);
            Rational value = left == name ? factors[i++] : Rational.ZERO;
            if (right == name) {
                value = value.plus(other.factors[j++].times(times));
            }
            if (value.signum() != 0) {
                names[length] = name;
                values[length++] = value;
            }
        }
        boolean full = length == names.length;
        return new Linear(
                full ? names : Arrays.copyOf(names, length),
                full ? values : Arrays.copyOf(values, length),
                constant.plus(other.constant.times(times)));
    }

    /** So many times this, and a constant; not for 0 times. */
    private Linear scaled(Rational times, Rational more) {
        if (times.equals(Rational.ONE)) {
            return plus(more);
        }
        Rational[] values = new Rational[factors.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = factors[i].times(times);
        }
        return new Linear(variables, values, more.plus(constant.times(times)));
    }

    /** The product with a number. */
    public Linear times(Rational number) {
        return number.equals(Rational.ONE) ? this : ZERO.plus(this, number);
    }

    /** The form with the other sign. */
    public Linear negate() {
        return times(Rational.MINUS_ONE);
    }

    /** What all forms have in common that differ from this one by a factor and a constant: its first factor is 1, its constant 0. */
    Linear direction() {
        if (direction == null) {
            direction = plus(constant.negate()).times(Rational.ONE.dividedBy(factors[0]));
        }
        return direction;
    }

    /** The form with each variable replaced by a form; {@code null} leaves a variable as it is. */
    public Linear substitute(IntFunction<@Nullable Linear> forms) {
        Linear[] instead = new Linear[variables.length];
        int changed = 0;
        for (int i = 0; i < variables.length; i++) {
            Linear form = forms.apply(variables[i]);
            if (form != null && !form.isVariable(variables[i])) {
                instead[i] = form;
                changed++;
            }
        }
        return changed == 0 ? this : replaced(instead, changed);
    }

    /** The form with other forms instead of some variables, given by place. */
    private Linear replaced(@Nullable Linear[] instead, int changed) {
        int[] names = new int[variables.length - changed];
        Rational[] values = new Rational[names.length];
        int kept = 0;
        for (int i = 0; i < instead.length; i++) {
            if (instead[i] == null) {
                names[kept] = variables[i];
                values[kept++] = factors[i];
            }
        }
        Linear sum = new Linear(names, values, constant);
        for (int i = 0; i < instead.length; i++) {
            Linear form = instead[i];
            if (form != null) {
                sum = sum.plus(form, factors[i]);
            }
        }
        return sum;
    }

    private boolean isVariable(int variable) {
        return variables.length == 1
                && variables[0] == variable
                && factors[0].equals(Rational.ONE)
                && constant.signum() == 0;
    }

    /** Its value where the variables have these values. */
    public Rational valueAt(IntFunction<Rational> values) {
        Rational sum = constant;
        for (int i = 0; i < variables.length; i++) {
            sum = sum.plus(factors[i].times(values.apply(variables[i])));
        }
        return sum;
    }

    /** Whether its value is whole wherever the variables are whole. */
    public boolean isIntegral() {
        return constant.isInteger() && Arrays.stream(factors).allMatch(Rational::isInteger);
    }

    /**
     * As a constraint over the integers, the strongest form of it: multiplied so that its factors are whole and have no
     * common divisor, and its constant rounded down.
     */
    public Linear tightened() {
        if (variables.length == 0 || (isPrimitive() && constant.isInteger())) {
            return this;
        }
        if (isPrimitive()) {
            return new Linear(variables, factors, Rational.of(constant.floor()));
        }
        BigInteger multiple = BigInteger.ONE;
        for (Rational factor : factors) {
            BigInteger d = factor.denominator();
            multiple = multiple.divide(multiple.gcd(d)).multiply(d);
        }
        BigInteger divisor = BigInteger.ZERO;
        for (Rational factor : factors) {
            divisor = divisor.gcd(factor.numerator().multiply(multiple.divide(factor.denominator())));
        }
        if (divisor.equals(BigInteger.ONE) && multiple.equals(BigInteger.ONE) && constant.isInteger()) {
            return this;
        }
        Linear scaled = times(Rational.of(multiple).dividedBy(Rational.of(divisor)));
        return new Linear(scaled.variables, scaled.factors, Rational.of(scaled.constant.floor()));
    }

    /** Whether a look is enough to see that the factors are whole and have no common divisor. */
    private boolean isPrimitive() {
        boolean unit = false;
        for (Rational factor : factors) {
            if (!factor.isInteger()) {
                return false;
            }
            unit = unit || factor.isUnit();
        }
        return unit;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Linear that
                        && hashCode() == that.hashCode()
                        && Arrays.equals(variables, that.variables)
                        && constant.equals(that.constant)
                        && Arrays.equals(factors, that.factors));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = Arrays.hashCode(variables) * 961 + Arrays.hashCode(factors) * 31 + constant.hashCode();
        }
        return hash;
    }

    /** The form as a person writes it, with a name for each variable. */
    public String text(IntFunction<String> names) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < variables.length; i++) {
            String name = names.apply(variables[i]);
            boolean plain = factors[i].equals(Rational.ONE);
            parts.add(plain ? name : factors[i].equals(Rational.MINUS_ONE) ? "-" + name : factors[i] + "*" + name);
        }
        if (constant.signum() != 0 || parts.isEmpty()) {
            parts.add(constant.toString());
        }
        return String.join(" + ", parts).replace("+ -", "- ");
    }

    @Override
    public String toString() {
        return text(variable -> "x" + variable);
    }
}
