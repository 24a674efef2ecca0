package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void plainTextStays() {
        assertThat(Printable.of("<a as b>::ü \u6f22 \ud83e\udd80")).isEqualTo("<a as b>::ü \u6f22 \ud83e\udd80");
    }

    @Test
    void whatATerminalActsUponOrHidesIsEscaped() {
        assertThat(Printable.of("\u001b[2J\n\r\t\u0007\u007f\u009b"))
                .isEqualTo("\\u{1b}[2J\\u{a}\\u{d}\\u{9}\\u{7}\\u{7f}\\u{9b}");
        assertThat(Printable.of("\u202e\u2066\u200b\ufeff\u2028\ud800"))
                .isEqualTo("\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{2028}\\u{d800}");
    }

    @Test
    void lengthHasABound() {
        assertThat(Printable.of("a".repeat(1_000_000))).hasSizeLessThan(3000).endsWith("a..");
        assertThat(Printable.of("\ud83e\udd80".repeat(5000))).endsWith("\udd80..");
    }
}
