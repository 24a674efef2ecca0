package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.program.Type;
import io.ferrule.program.Type.IntegerType;
import io.ferrule.state.AbstractValue.Numeral;
import io.ferrule.state.AbstractValue.Scalar;
import io.ferrule.state.Base.Computed;
import io.ferrule.state.Base.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A way is found only where some number goes it, held against all numbers of a byte. */
class WitnessTest {

    private static final Type BYTE = new IntegerType(8);
    private static final Base ONE = new Given("f", 0);
    private static final Base OTHER = new Given("f", 1);

    @Test
    void a_way_is_found_where_some_number_goes_it_and_only_there() {
        for (String told : List.of("ult", "ugt", "eq", "ne")) {
            for (String asked : List.of("ult", "ugt", "eq", "slt")) {
                for (long mask : new long[] {1, 7, 0xf0}) {
                    for (long bound : new long[] {0, 3, 200}) {
                        isPossible(told, bound, mask, asked);
                    }
                }
            }
        }
    }

    /** A number compares so with the bound; then what a mask leaves of it is asked whether it compares so with four. */
    private static void isPossible(String told, long bound, long mask, String asked) {
        Told known = Told.nothing();
        known.set(name(told, scalar(ONE), bound), 1);
        Base condition = name(asked, new Scalar(name("and", scalar(ONE), mask), 8), 4);
        boolean found = new Witness(known, condition, name -> true).is(way -> way == 1, true);

        assertThat(found)
                .as("%s %d, and %d, %s 4", told, bound, mask, asked)
                .isEqualTo(someNumberGoes(told, bound, mask, asked));
    }

    private static boolean someNumberGoes(String told, long bound, long mask, String asked) {
        for (long number = 0; number < 256; number++) {
            if (Numbers.holds(told, BYTE, number, bound) && Numbers.holds(asked, BYTE, number & mask, 4)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void facts_about_several_numbers_hold_together() {
        Told known = Told.nothing();
        known.set(compared("ult", ONE, OTHER), 1);
        known.set(name("ult", scalar(OTHER), 5), 1);

        assertThat(new Witness(known, name("eq", scalar(ONE), 3), name -> true).is(way -> way == 1, true))
                .isTrue();
        assertThat(new Witness(known, name("eq", scalar(ONE), 4), name -> true).is(way -> way == 1, true))
                .isFalse();
    }

    @Test
    void a_way_of_something_that_nobody_can_compute_is_found_only_where_it_need_not_be() {
        Base unknown = name("call somewhere", scalar(ONE), 4);

        assertThat(new Witness(Told.nothing(), unknown, name -> true).is(way -> way == 1, true))
                .isFalse();
        assertThat(new Witness(Told.nothing(), unknown, name -> true).is(way -> way == 1, false))
                .isTrue();
    }

    private static Scalar scalar(Base name) {
        return new Scalar(name, 8);
    }

    private static Base name(String operation, Scalar left, long right) {
        return Computed.of(operation, BYTE, List.of(left, new Numeral(right))).orElseThrow();
    }

    private static Base compared(String predicate, Base left, Base right) {
        return Computed.of(predicate, BYTE, List.of(scalar(left), scalar(right)))
                .orElseThrow();
    }
}
