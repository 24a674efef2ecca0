package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.Base.Given;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comparisons with known numbers say of further ones, held against all numbers of a narrow type. */
class SpansTest {

    private static final IntegerType BYTE = new IntegerType(8);
    private static final Base NAME = new Given("f", 0);

    @Test
    void what_is_known_of_a_number_holds_of_all_that_it_may_be() {
        for (String told : Set.of("ult", "ule", "ugt", "uge", "slt", "sle", "sgt", "sge")) {
            for (String asked : Set.of("ult", "ule", "ugt", "uge", "slt", "sle", "sgt", "sge")) {
                for (long bound : new long[] {0, 1, 5, 127, 128, 254, 255}) {
                    for (long other : new long[] {0, 1, 4, 5, 6, 127, 128, 129, 255}) {
                        holdsOfAll(told, bound, asked, other);
                    }
                }
            }
        }
    }

    private static void holdsOfAll(String told, long bound, String asked, long other) {
        Spans spans = Spans.none();
        spans.learn(told, BYTE, NAME, bound);
        for (long number = 0; number < 256; number++) {
            if (Numbers.holds(told, BYTE, number, bound)) {
                boolean truth = Numbers.holds(asked, BYTE, number, other);
                assertThat(spans.compared(asked, BYTE, NAME, other, Set.of()).orElse(truth))
                        .as("%s %d, then %s %d of %d", told, bound, asked, other, number)
                        .isEqualTo(truth);
                assertThat(spans.excludes(NAME, number)).isFalse();
            }
        }
    }

    @Test
    void an_order_with_a_sign_says_nothing_of_the_other_one() {
        Spans spans = Spans.none();
        spans.learn("slt", BYTE, NAME, 3);

        assertThat(spans.compared("ult", BYTE, NAME, 3, Set.of())).isEmpty();
        assertThat(spans.compared("slt", BYTE, NAME, 4, Set.of())).contains(true);
        assertThat(spans.compared("sge", BYTE, NAME, 3, Set.of())).contains(false);
    }

    @Test
    void what_is_told_without_a_sign_holds_in_every_width() {
        Spans spans = Spans.none();
        spans.learn("ult", new IntegerType(16), NAME, 5);

        assertThat(spans.compared("ule", BYTE, NAME, 4, Set.of())).contains(true);
        assertThat(spans.compared("slt", BYTE, NAME, 5, Set.of())).isEmpty();
        assertThat(spans.compared("ule", BYTE, NAME, 255, Set.of())).contains(true);
    }

    /** A number without a sign of 64 bits, made wider, is never below zero there; by 64 bits it might be. */
    @Test
    void nothing_is_told_in_a_width_that_no_number_is_known_in() {
        Spans spans = Spans.none();
        spans.learn("sgt", new IntegerType(128), NAME, 5);

        assertThat(spans.excludes(NAME, 1L << 63)).isFalse();
        assertThat(spans.size()).isZero();
    }

    @Test
    void numbers_that_it_is_not_end_a_span_earlier() {
        Spans spans = Spans.none();

        assertThat(spans.compared("uge", BYTE, NAME, 1, Set.of(0L))).contains(true);
        assertThat(spans.compared("uge", BYTE, NAME, 1, Set.of(1L))).isEmpty();
    }

    @Test
    void one_number_that_is_left_is_told() {
        Spans spans = Spans.none();

        assertThat(spans.learn("uge", BYTE, NAME, 7)).isEmpty();
        assertThat(spans.learn("ule", BYTE, NAME, 7)).hasValue(7);
    }

    @Test
    void paths_that_meet_keep_what_holds_on_both() {
        Spans one = Spans.none();
        one.learn("ult", BYTE, NAME, 3);
        Spans other = Spans.none();
        other.learn("ult", BYTE, NAME, 9);

        assertThat(one.meet(other)).isTrue();
        assertThat(one.compared("ult", BYTE, NAME, 9, Set.of())).contains(true);
        assertThat(one.compared("ult", BYTE, NAME, 3, Set.of())).isEmpty();
        assertThat(one.meet(Spans.none())).isTrue();
        assertThat(one.compared("ult", BYTE, NAME, 9, Set.of())).isEmpty();
    }
}
