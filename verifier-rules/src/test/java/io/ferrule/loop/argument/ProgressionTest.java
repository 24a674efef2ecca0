package io.ferrule.loop.argument;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums against sets of numbers that are added up one by one. */
class ProgressionTest {

    private static final int TRIES = 4_000;

    @Test
    void noSetOfNumbersGivesMore() {
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            int least = random.nextInt(20) - 10;
            int greatest = least + random.nextInt(25) - 1;
            int step = 1 + random.nextInt(3);
            Optional<Integer> most = random.nextBoolean() ? Optional.of(random.nextInt(12)) : Optional.empty();
            int slope = random.nextInt(9) - 4;
            int offset = random.nextInt(40) - 20;
            int divisor = 1 + random.nextInt(4);
            Optional<Integer> limit = random.nextBoolean() ? Optional.of(1 + random.nextInt(12)) : Optional.empty();
            BigInteger sum = new Progression(
                            number(least), number(greatest), number(step), most.map(BigInteger::valueOf))
                    .sum(number(slope), number(offset), number(divisor), limit.map(BigInteger::valueOf));
            long added = 0;
            int count = 0;
            int at = least
                    + (random.nextInt(4) == 0
                            ? random.nextInt(3)
                            : slope > 0 ? Math.floorMod(greatest - least, step) : 0);
            for (; at <= greatest && (most.isEmpty() || count < most.get()); count++) {
                int from = slope > 0 && most.isPresent() ? greatest - (at - least) : at;
                long term = Math.max(1, Math.floorDiv(slope * from + offset, divisor));
                added += limit.map(number -> Math.min(number, term)).orElse(term);
                at += step + (random.nextInt(4) == 0 ? 1 : 0);
            }
            assertThat(sum)
                    .as(
                            "%s to %s by %s, %s: (%s r + %s) / %s, %s",
                            least, greatest, step, most, slope, offset, divisor, limit)
                    .isGreaterThanOrEqualTo(number(added));
        }
    }

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void theSumOfATriangleIsExact() {
        Progression numbers = new Progression(BigInteger.ZERO, number(99), BigInteger.ONE, Optional.of(number(1000)));
        assertThat(numbers.sum(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE, Optional.empty()))
                .isEqualTo(number(5050));
        assertThat(numbers.sum(number(-1), number(100), BigInteger.ONE, Optional.of(number(50))))
                .isEqualTo(number(50 * 50 + 50 * 51 / 2));
        assertThat(numbers.sum(BigInteger.ZERO, number(7), BigInteger.TWO, Optional.empty()))
                .isEqualTo(number(350));
    }
}
