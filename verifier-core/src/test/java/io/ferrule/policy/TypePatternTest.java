package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypePatternTest {

    @ParameterizedTest
    @CsvSource({
        "Guard,true",
        "k::Guard,true",
        "k::sync::Guard,true",
        "lock::Guard,true",
        "k::sync::lock::inner::Guard,true",
        "k::sync::lock::Guards,false",
        "other::Guard,false",
        "k::sync::lock,false",
    })
    void leadingAndInnerSegmentsMayBeMissing(String path, boolean matches) {
        TypePattern pattern = TypePattern.parse("path:k::sync::lock::Guard");

        assertThat(pattern.matches(List.of(path.split("::")))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sym:guard", "path:", "path:k::Guard<..>", "path:k::*", "path:k::"})
    void whatIsNoPathIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TypePattern.parse(text));
    }

    @Test
    void textIsReadAgain() {
        assertThat(TypePattern.parse("path:a::B").text()).isEqualTo("path:a::B");
        assertThat(TypePattern.parse("path:a::B").matches(List.of())).isFalse();
    }
}
