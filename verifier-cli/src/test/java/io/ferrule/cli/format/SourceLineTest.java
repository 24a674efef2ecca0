package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceLineTest {

    @Test
    void theWordAtTheColumnIsMarked() {
        assertThat(SourceLine.of("TOTALS.lock()", 8)).isEqualTo(new SourceLine("TOTALS.lock()", 7, 4));
        assertThat(SourceLine.of("a + b", 3)).isEqualTo(new SourceLine("a + b", 2, 1));
    }

    @Test
    void columnsCountBytes() {
        assertThat(SourceLine.of("\"ü\u6f22\ud83e\udd80\" x", 13))
                .isEqualTo(new SourceLine("\"ü\u6f22\ud83e\udd80\" x", 8, 1));
    }

    @Test
    void aTabIsAsWideAsInATerminal() {
        assertThat(SourceLine.of("\ta\tb", 4)).isEqualTo(new SourceLine("    a   b", 8, 1));
    }

    @Test
    void anUnknownColumnHasNoCaret() {
        assertThat(SourceLine.of("f()", 0).caret()).isEqualTo(-1);
    }

    @Test
    void aColumnBehindTheLineMarksItsEnd() {
        assertThat(SourceLine.of("f()", 99)).isEqualTo(new SourceLine("f()", 3, 1));
        assertThat(SourceLine.of("", 1)).isEqualTo(new SourceLine("", 0, 1));
    }

    @Test
    void aWideLineIsCutAroundTheCaret() {
        SourceLine line = SourceLine.of("x".repeat(5000) + " here " + "y".repeat(5000), 5002);

        assertThat(line.text()).hasSizeLessThan(130).startsWith("..").endsWith("..");
        assertThat(line.text().substring(line.caret(), line.caret() + line.width()))
                .isEqualTo("here");
    }

    @Test
    void whatATerminalActsUponIsReplaced() {
        assertThat(SourceLine.of("a\u001b[31m\u0000\u202e\u009bb", 0).text())
                .isEqualTo("a\u241b[31m\u2400\ufffd\ufffdb");
    }

    @Test
    void aHostileWordHasABound() {
        assertThat(SourceLine.of("a".repeat(1_000_000), 1).width()).isLessThanOrEqualTo(120);
    }
}
