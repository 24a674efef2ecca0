package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"contxet,context", "instrutions,instructions", "stak,stack", "contexts,context"})
    void positive(String name, String nearest) {
        assertThat(NearestName.of(name, List.of("match", "context", "stack", "instructions")))
                .contains(nearest);
    }

    @Test
    void negative() {
        assertThat(NearestName.of("colour", List.of("match", "stack"))).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void equalDistanceIsDecidedByText() {
        assertThat(NearestName.of("mutex_x", List.of("mutex_b", "mutex_a"))).contains("mutex_a");
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,acb,1", "abc,abd,1", "kitten,sitting,3", "'',abc,3", "abcdefgh,zzzzzzzz,6"})
    void distance(String a, String b, int expected) {
        assertThat(NearestName.distance(a, b, 5)).isEqualTo(expected);
    }
}
