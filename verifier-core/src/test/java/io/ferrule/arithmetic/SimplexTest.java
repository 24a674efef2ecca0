package io.ferrule.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimplexTest {

    private static final int VARIABLES = 3;
    private static final int BOX = 4;

    /** Against all points of a small box: what is proved holds everywhere, and what a point refutes is not proved. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithEnumeration(long seed) {
        Random random = new Random(seed);
        Simplex simplex = new Simplex();
        for (int round = 0; round < 150; round++) {
            List<Linear> constraints = box();
            for (int i = random.nextInt(5); i >= 0; i--) {
                constraints.add(form(random));
            }
            Linear goal = form(random);
            simplex.assumeAll(constraints);
            Optional<FarkasProof> proof = simplex.prove(goal);
            List<int[]> points = points(constraints);
            proof.ifPresent(p -> assertThat(p.proves(constraints, goal)).isTrue());
            if (proof.isPresent()) {
                assertThat(points).allMatch(point -> at(goal, point).signum() >= 0);
            }
            Optional<FarkasProof> conflict = simplex.conflict();
            if (conflict.isPresent()) {
                assertThat(points).isEmpty();
                assertThat(conflict.get().proves(constraints, Linear.of(-1))).isTrue();
                assertThat(proof).as("anything follows from a contradiction").isPresent();
            } else {
                assertThat(constraints).allMatch(c -> c.valueAt(simplex::value).signum() >= 0);
                Rational greatest = simplex.maximum(goal).orElseThrow();
                assertThat(points).allMatch(point -> at(goal, point).compareTo(greatest) <= 0);
                assertThat(goal.valueAt(simplex::value)).isLessThanOrEqualTo(greatest);
            }
        }
    }

    /** A list that grows, others between, and constraints that are taken back: all is as with a simplex of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void listsMayGrow(long seed) {
        Random random = new Random(seed);
        Simplex simplex = new Simplex();
        List<Linear> growing = box();
        List<Linear> other = box();
        for (int round = 0; round < 100; round++) {
            List<Linear> asked = random.nextInt(3) > 0 ? growing : other;
            if (asked.size() < 14) {
                asked.add(form(random).plus(8));
            }
            simplex.assumeAll(asked);
            assertThat(simplex.constraints()).isEqualTo(asked);
            Linear goal = form(random);
            Simplex fresh = new Simplex();
            fresh.assumeAll(List.copyOf(asked));
            assertThat(simplex.prove(goal).isPresent())
                    .isEqualTo(fresh.prove(goal).isPresent());
            if (random.nextInt(4) == 0) {
                simplex.retract(random.nextInt(asked.size()));
                simplex.assume(form(random));
            }
        }
    }

    private static List<Linear> box() {
        List<Linear> box = new ArrayList<>();
        for (int v = 0; v < VARIABLES; v++) {
            box.add(Linear.variable(v));
            box.add(Linear.of(BOX).minus(Linear.variable(v)));
        }
        return box;
    }

    private static Linear form(Random random) {
        Linear form = Linear.of(random.nextInt(9) - 4);
        for (int v = 0; v < VARIABLES; v++) {
            form = form.plus(Linear.variable(v), Rational.of(random.nextInt(7) - 3));
        }
        return form;
    }

    private static List<int[]> points(List<Linear> constraints) {
        List<int[]> points = new ArrayList<>();
        for (int i = 0; i < (BOX + 1) * (BOX + 1) * (BOX + 1); i++) {
            int[] point = {i % (BOX + 1), i / (BOX + 1) % (BOX + 1), i / (BOX + 1) / (BOX + 1)};
            if (constraints.stream().allMatch(c -> at(c, point).signum() >= 0)) {
                points.add(point);
            }
        }
        return points;
    }

    private static Rational at(Linear form, int[] point) {
        return form.valueAt(v -> Rational.of(point[v]));
    }

    @Test
    void numbersBeyond64BitsStayExact() {
        BigInteger size = BigInteger.ONE.shiftLeft(64);
        Linear x = Linear.variable(0);
        Simplex simplex = new Simplex();
        simplex.assume(x);
        simplex.assume(Linear.of(size.subtract(BigInteger.ONE)).minus(x));
        assertThat(simplex.maximum(x.times(Rational.of(size))))
                .contains(Rational.of(size.multiply(size.subtract(BigInteger.ONE))));
        assertThat(simplex.prove(Linear.of(size.subtract(BigInteger.ONE)).minus(x)))
                .isPresent();
        assertThat(simplex.prove(Linear.of(size.subtract(BigInteger.TWO)).minus(x)))
                .isEmpty();
    }

    @Test
    void fractionsReduceAndCompare() {
        assertThat(Rational.of(6, -4)).hasToString("-3/2");
        assertThat(Rational.of(-3, 2).floor()).isEqualTo(BigInteger.valueOf(-2));
        assertThat(Rational.of(-3, 2).ceiling()).isEqualTo(BigInteger.valueOf(-1));
        Rational large = Rational.of(Long.MAX_VALUE);
        assertThat(large.plus(Rational.ONE).minus(Rational.ONE)).isEqualTo(large);
        assertThat(large.times(large).dividedBy(large)).isEqualTo(large);
        assertThat(Rational.of(Long.MIN_VALUE).negate().signum()).isEqualTo(1);
        assertThat(Rational.of(1, 3).plus(Rational.of(1, 6))).isEqualTo(Rational.of(1, 2));
    }

    @Test
    void constraintOverWholeNumbersIsTightened() {
        Linear form = Linear.variable(0)
                .times(Rational.of(4))
                .plus(Linear.variable(1), Rational.of(-6))
                .plus(3);
        assertThat(form.tightened()).hasToString("2*x0 - 3*x1 + 1");
    }
}
