package io.ferrule.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.WitnessStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanFormatTest {

    @TempDir
    private Path folder;

    @Test
    void aRefutationShowsItsLineItsPathAndItsHelp() throws IOException {
        source("src/lib.rs", "\n".repeat(11) + "    TOTALS.lock().merge(batch);\r\n");

        assertThat(human(Verdicts.rejected(), false)).isEqualTo("""
                        error[FRL0001]: `mutex_lock` may sleep, but `on_irq` runs in hardirq context
                          --> src/lib.rs:12:12
                           |
                        12 |     TOTALS.lock().merge(batch);
                           |            ^^^^ calls `mutex_lock`, which may sleep
                           |
                           = path: from the entry point to the place above
                             1  on_irq                 kapi/src/entry.rs:9  runs in hardirq context
                             2  nic::handle_interrupt  src/lib.rs:76:9      calls `nic::publish`
                             3  mutex_lock             -                    may sleep
                           = note: a mutex waits for its owner
                           = help: use a spin lock

                        rejected: nic.ll (1 proved, 1 refuted)
                          policy: ferrule.toml
                          rests on: 1 assumption, which --verbose shows
                          to learn more: ferrule explain FRL0001
                        """);
    }

    @Test
    void withoutItsSourceAFindingKeepsItsLabel() {
        assertThat(human(Verdicts.rejected(), false)).startsWith("""
                        error[FRL0001]: `mutex_lock` may sleep, but `on_irq` runs in hardirq context
                          --> src/lib.rs:12:12
                           = here: calls `mutex_lock`, which may sleep
                           |
                           = path: from the entry point to the place above
                        """);
    }

    @Test
    void acceptanceNamesWhatWasProved() {
        assertThat(human(Verdicts.accepted(), false)).isEqualTo("""
                        accepted: nic.ll (1 proved)
                          proved[FRL0001]: `on_irq` never sleeps
                          policy: ferrule.toml
                          rests on: 1 assumption, which --verbose shows
                        """);
    }

    @Test
    void mirIsToldWithItsRateAndWhatWasNotUnderstood() {
        List<MirCoverage.Unread> unread = IntStream.range(1, 6)
                .mapToObj(i -> new MirCoverage.Unread("f" + i, new SourceSpan("nic.mir", i, 5), "odd"))
                .toList();
        MirCoverage mir = new MirCoverage(
                Optional.of("nic"),
                new MirCoverage.Counts(9, 1, 0, 2, 7),
                new MirCoverage.Counts(3, 0, 1, 0, 5),
                unread);

        assertThat(human(Verdicts.verdict(Optional.of(mir)), false)).contains("""
                  MIR: 9 of 12 functions of `nic` have one body each (1 ambiguous, 2 elsewhere in the source: is it of \
                another compile?); of those that are only inlined, 3 of 4 (1 not in it)
                  MIR not understood: `f1`, nic.mir:1:5: odd
                  MIR not understood: `f2`, nic.mir:2:5: odd
                  MIR not understood: `f3`, nic.mir:3:5: odd
                  MIR not understood: 2 more, which --verbose lists
                """);
        assertThat(human(Verdicts.verdict(Optional.of(mir)), true)).contains("`f5`, nic.mir:5:5: odd");
    }

    @Test
    void verboseListsFactsFilesAndAssumptions() {
        assertThat(human(Verdicts.accepted(), true)).isEqualTo("""
                        accepted: nic.ll (1 proved)
                          proved[FRL0001]: `on_irq` never sleeps
                            because: 9 calls
                          made by: rustc version 1.94.0
                          llvm-ir: %s  nic.ll
                          policy: %s  ferrule.toml
                          assumed: [contract] `mutex_lock` may sleep
                        """.formatted("a".repeat(64), "b".repeat(64)));
    }

    @Test
    void nothingHostileReachesTheTerminal() {
        assertThat(human(Verdicts.inconclusive(), true))
                .startsWith("unproved[made-up]: `a\\u{1b}[2Jb\\u{d}\\u{a}c\\u{202e}d`\n")
                .matches("[ -~\n]+");
    }

    @Test
    void coloursAreOnlyForTerminals() {
        HumanFormat coloured = new HumanFormat(new Paint(true), Verdicts.CODES, false);

        assertThat(coloured.verdict(Verdicts.rejected(), sources())).startsWith("\u001b[1;31merror[FRL0001]\u001b[0m");
        assertThat(coloured.verdict(Verdicts.inconclusive(), sources())).startsWith("\u001b[1;33munproved[made-up]");
        assertThat(human(Verdicts.rejected(), false)).doesNotContain("\u001b");
    }

    @Test
    void stepsWithinTheLibraryAreCountedOnly() {
        List<WitnessStep> witness = List.of(
                Verdicts.step("on_irq", "src/lib.rs", 1, 1, "calls `core::f` (inlined)"),
                Verdicts.step("core::f", "/rustc/0123456789abcdef/library/core/src/a.rs", 1, 1, "calls `core::g`"),
                Verdicts.step("core::g", "/rustc/0123456789abcdef/library/core/src/a.rs", 2, 1, "calls `back`"),
                Verdicts.step("back", "src/lib.rs", 2, 1, "calls `core::h::<Vec<Vec<u8>>>`"),
                Verdicts.step("core::h", "/rustc/0123456789abcdef/library/core/src/a.rs", 3, 1, "sleeps"));

        assertThat(new WitnessTable(false).lines(witness))
                .containsExactly(
                        "1  on_irq   src/lib.rs:1:1                            calls `core::f` (inlined)",
                        ".. 2 steps within Rust's library",
                        "4  back     src/lib.rs:2:1                            calls `core::h::<Vec<Vec<u8>>>`",
                        "5  core::h  /rustc/0123456/library/core/src/a.rs:3:1  sleeps");
        assertThat(new WitnessTable(true).lines(witness)).hasSize(5);
    }

    @Test
    void ofALongPathBothEndsAreShown() {
        List<WitnessStep> witness = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            witness.add(new WitnessStep("f" + i, Optional.empty(), "calls"));
        }

        assertThat(new WitnessTable(false).lines(witness))
                .hasSize(41)
                .contains(".. 960 steps", "981   f981   -  calls");
        assertThat(new WitnessTable(true).lines(witness)).hasSize(1000);
    }

    @Test
    void ofManyReasonsTheFirstSayEnough() {
        List<Finding> reasons = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            reasons.add(new Finding(
                    "made-up", "m" + i, Optional.empty(), "", List.of(), List.of(), Optional.empty(), "f" + i));
        }
        Verdict verdict = Verdicts.verdict(new Judgement.Unproved("made-up", "o", reasons));

        assertThat(human(verdict, false))
                .contains("]: m9\n\nunproved[made-up]: 90 more, which --verbose lists\n\ninconclusive: ")
                .doesNotContain("m10");
        assertThat(human(verdict, true)).contains("m99").doesNotContain("more, which");
    }

    @Test
    void aFindingWithoutPlaceIsAMessage() {
        Verdict verdict = Verdicts.verdict(new Judgement.Unproved(
                "r",
                "o",
                List.of(new Finding("r", "m", Optional.empty(), "", List.of(), List.of(), Optional.of("h"), "f"))));

        assertThat(human(verdict, false)).startsWith("unproved[r]: m\n  |\n  = help: h\n\n");
    }

    private String human(Verdict verdict, boolean verbose) {
        return new HumanFormat(Paint.NONE, Verdicts.CODES, verbose).verdict(verdict, sources());
    }

    private SourceFiles sources() {
        return new SourceFiles(folder, Path.of("."));
    }

    private void source(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
