package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.verdict.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShortFormatTest {

    @Test
    void eachFindingIsOneLineAndTheVerdictTheLast() {
        assertThat(shorten(Verdicts.rejected())).isEqualTo("""
                        src/lib.rs:12:12: error[FRL0001]: `mutex_lock` may sleep, but `on_irq` runs in hardirq context
                        nic.ll: rejected (1 proved, 1 refuted)
                        """);
        assertThat(shorten(Verdicts.accepted())).isEqualTo("nic.ll: accepted (1 proved)\n");
    }

    @Test
    void nothingHostileReachesTheTerminal() {
        assertThat(shorten(Verdicts.inconclusive())).isEqualTo("""
                        \\u{1b}]0;x\\u{7}.rs:1:1: unproved[made-up]: `a\\u{1b}[2Jb\\u{d}\\u{a}c\\u{202e}d`
                        nic.ll: inconclusive (0 proved, 1 unproved)
                        """);
    }

    private static String shorten(Verdict verdict) {
        return new ShortFormat(Verdicts.CODES).verdict(verdict, new SourceFiles(Path.of(""), Path.of("")));
    }
}
