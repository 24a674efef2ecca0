package io.ferrule.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RationalTest {

    /** Around the place where a part no longer fits in 63 bits. */
    private static final List<BigInteger> NUMBERS = numbers();

    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        for (int bits : new int[] {0, 1, 31, 62, 63, 64, 127}) {
            for (int by = -1; by <= 1; by++) {
                BigInteger number = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(by));
                numbers.add(number);
                numbers.add(number.negate());
            }
        }
        return numbers;
    }

    private static List<Rational> fractions() {
        List<Rational> fractions = new ArrayList<>();
        for (BigInteger numerator : NUMBERS) {
            fractions.add(Rational.of(numerator));
            fractions.add(Rational.of(numerator).dividedBy(Rational.of(3)));
            fractions.add(Rational.of(numerator).dividedBy(Rational.of(BigInteger.ONE.shiftLeft(63))));
            fractions.add(Rational.of(numerator).dividedBy(Rational.of(Long.MAX_VALUE)));
        }
        return fractions;
    }

    @Test
    void comparesLikeProductsOfTheParts() {
        for (Rational a : fractions()) {
            for (Rational b : fractions()) {
                int order = a.numerator()
                        .multiply(b.denominator())
                        .compareTo(b.numerator().multiply(a.denominator()));
                assertThat(a.compareTo(b)).as("%s against %s", a, b).isEqualTo(order);
                assertThat(a.equals(b)).isEqualTo(order == 0);
            }
        }
    }

    @Test
    void computesAsTheDefinitionSays() {
        for (Rational a : fractions()) {
            for (Rational b : fractions()) {
                BigInteger bottom = a.denominator().multiply(b.denominator());
                assertThat(a.plus(b).numerator().multiply(bottom))
                        .isEqualTo(a.numerator()
                                .multiply(b.denominator())
                                .add(b.numerator().multiply(a.denominator()))
                                .multiply(a.plus(b).denominator()));
                assertThat(a.times(b).numerator().multiply(bottom))
                        .isEqualTo(a.numerator()
                                .multiply(b.numerator())
                                .multiply(a.times(b).denominator()));
            }
        }
    }
}
