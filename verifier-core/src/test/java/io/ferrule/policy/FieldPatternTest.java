package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPatternTest {

    @Test
    void fields_follow_the_outermost_type() {
        FieldPattern pattern = FieldPattern.parse("path:driver::Device.part.0");

        assertThat(pattern.type()).isEqualTo(TypePattern.parse("path:driver::Device"));
        assertThat(pattern.fields()).isEqualTo(List.of("part", "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"path:a::B.c", "path:B.0", "path:a::Slot::Free.0", "path:a::B.c.d.1"})
    void text_is_read_back(String text) {
        assertThat(FieldPattern.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path:a::B",
                "a::B.c",
                "path:a::B.",
                "path:a::B..c",
                "path:.c",
                "path:a::B<u8>.c",
                "path:B.c d",
                ""
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> FieldPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
