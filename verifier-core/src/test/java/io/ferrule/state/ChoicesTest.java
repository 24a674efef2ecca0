package io.ferrule.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.state.Base.Given;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What paths knew that became one is known again by the number that they differ by, and nothing else is. */
class ChoicesTest {

    private static final Base KEY = new Given("f", 0);
    private static final Base FLAG = new Given("f", 1);

    @Test
    void each_number_of_the_key_gives_back_what_its_path_knew() {
        Choices met = met(path(3, 1), path(7, 0));

        assertThat(met.numbers(KEY)).containsExactlyInAnyOrder(3L, 7L);
        assertThat(met.told(KEY, 3).known()).containsEntry(FLAG, 1L);
        assertThat(met.told(KEY, 7).known()).containsEntry(FLAG, 0L);
    }

    @Test
    void a_number_that_no_path_had_is_excluded() {
        Choices met = met(path(3, 1), path(7, 0));

        assertThat(met.excludes(KEY, 5)).isTrue();
        assertThat(met.excludes(KEY, 3)).isFalse();
        assertThat(met.keep(KEY, number -> number != 3)).isEqualTo(Optional.of(7L));
    }

    @Test
    void two_paths_with_one_number_keep_what_both_know() {
        Choices ones = met(path(3, 1), path(7, 0));
        Told one = known(path(3, 1), path(7, 0));
        Told other = path(3, 0);
        Told both = one.copy();
        both.meet(other);

        Choices met = Choices.met(one, ones, other, Choices.none(), both);

        assertThat(met.told(KEY, 3).known()).doesNotContainKey(FLAG);
        assertThat(met.told(KEY, 3).among(FLAG)).isEqualTo(Set.of(0L, 1L));
        assertThat(met.told(KEY, 7).known()).containsEntry(FLAG, 0L);
    }

    @Test
    void a_value_that_one_path_knows_nothing_of_is_no_key() {
        Told other = Told.nothing();
        other.set(FLAG, 0);

        assertThat(met(path(3, 1), other).numbers(KEY)).isEmpty();
    }

    private static Told path(long key, long flag) {
        Told told = Told.nothing();
        told.set(KEY, key);
        told.set(FLAG, flag);
        return told;
    }

    private static Told known(Told one, Told other) {
        Told both = one.copy();
        both.meet(other);
        return both;
    }

    private static Choices met(Told one, Told other) {
        return Choices.met(one, Choices.none(), other, Choices.none(), known(one, other));
    }
}
