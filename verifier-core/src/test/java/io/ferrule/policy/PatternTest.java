package io.ferrule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
    @ParameterizedTest
    @CsvSource({
        "sym:mutex_lock,mutex_lock",
        "sym:llvm.umin.*,llvm.umin.i64",
        "sym:llvm.umin.*,llvm.umin.",
        "sym:*_noprof,kmalloc_noprof",
        "sym:a*b*c,abc",
        "sym:a*b*c,axxbxxc",
        "sym:a*bc*c,abcbcc",
        "sym:*ab*,xxabxx",
    })
    void positive(String pattern, String symbol) {
        assertThat(Pattern.parse(pattern).matches(symbol)).isTrue();
        assertThat(Pattern.parse(pattern).text()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "sym:mutex_lock,mutex_lock_nested",
        "sym:llvm.umin.*,llvm.umax.i64",
        "sym:a*a,a",
        "sym:a*b*c,acb",
        "sym:a*bb*b,abb",
        "sym:*ab*,ba",
    })
    void negative(String pattern, String symbol) {
        assertThat(Pattern.parse(pattern).matches(symbol)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'',the pattern is empty",
        "mutex_lock,a pattern begins with 'sym:' or 'path:'",
        "sym:,the pattern names no symbol",
        "sym:*,the pattern matches every function",
        "sym:a b,a symbol has no spaces or control characters",
    })
    void malformed(String pattern, String message) {
        assertThatThrownBy(() -> Pattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "path:core::fmt::write,_RNvNtCs_4core3fmt5write",
        "path:k::sync::Mutex<..>::lock,_RNvMNtCs_1k4syncINtB2_5MutexmE4lock",
        "path:core::fmt::Formatter::*,_RNvMs_NtCs_4core3fmtNtNtCs_4core3fmt9Formatter3pad",
    })
    void positivePath(String pattern, String symbol) {
        assertThat(Pattern.parse(pattern).matches(symbol)).isTrue();
        assertThat(Pattern.parse(pattern).text()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "path:core::fmt::write,write",
        "path:core::fmt::write,_RNvNtCs_4core3fmt6format",
        "path:k::Mutex::lock,_RNvMNtCs_1k4syncINtB2_5MutexmE4lock",
    })
    void negativePath(String pattern, String symbol) {
        assertThat(Pattern.parse(pattern).matches(symbol)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"path:", "path:a::", "path:a b", "path:<a"})
    void malformedPath(String pattern) {
        assertThatThrownBy(() -> Pattern.parse(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyStarsOnALongSymbolTakeNoTime() {
        Pattern pattern = Pattern.parse("sym:" + "a*".repeat(50) + "b");
        String symbol = "a".repeat(200_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> assertThat(pattern.matches(symbol)).isFalse());
    }
}
