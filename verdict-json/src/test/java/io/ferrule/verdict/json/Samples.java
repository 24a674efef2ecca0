package io.ferrule.verdict.json;

import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.EntrySummary;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Measure;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.WitnessStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Verdicts made by hand. */
final class Samples {

    static final Judgement PROVED = new Judgement.Proved(
            "blocking-in-atomic", "`poll` never sleeps (softirq)", List.of("9 calls, none sleeps"));

    static final Judgement MEASURED = new Judgement.Proved(
            "stack-depth",
            "the stack under `poll` takes at most 64 bytes",
            List.of("at most 48 bytes, over 2 functions"),
            Optional.of(new Measure(
                    "bytes",
                    48,
                    List.of(new Measure.Part("poll", 40, ""), new Measure.Part("memcpy", 8, "by contract")))));

    private Samples() {}

    static Stream<Verdict> all() {
        return Stream.of(accepted(), measured(), rejected(), inconclusive(), Verdict.of(report(List.of())));
    }

    static Verdict measured() {
        return Verdict.of(report(List.of(MEASURED)));
    }

    static Verdict accepted() {
        return Verdict.of(report(List.of(PROVED)));
    }

    static Verdict rejected() {
        Finding finding = new Finding(
                "blocking-in-atomic",
                "`mutex_lock` may sleep, but `on_irq` runs in hardirq context",
                Optional.of(new SourceSpan("src/lib.rs", 105, 12)),
                "calls `mutex_lock`",
                List.of(
                        new WitnessStep("on_irq", Optional.of(new SourceSpan("src/lib.rs", 12, 0)), "calls `publish`"),
                        new WitnessStep("mutex_lock", Optional.empty(), "may sleep")),
                List.of("a note"),
                Optional.of("use a spin lock"),
                "0123456789abcdef");
        return Verdict.of(report(List.of(
                PROVED, new Judgement.Refuted("blocking-in-atomic", "`on_irq` never sleeps", List.of(finding)))));
    }

    static Verdict inconclusive() {
        Finding reason = new Finding(
                "unsupported",
                "\u001b[31m \u009b \u202e \"\\\n\t ünïcode \ud83e\udd80 </script>",
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                Optional.empty(),
                "fedcba9876543210");
        return Verdict.of(report(List.of(new Judgement.Unproved("unsupported", "all is read", List.of(reason)))));
    }

    static Verdict named(String tool) {
        return Verdict.of(
                new Report(tool, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty()));
    }

    private static Report report(List<Judgement> judgements) {
        return new Report(
                "ferrule 0.1.0",
                List.of("rustc version 1.94.0"),
                List.of(new Subject("llvm-ir", "a.ll", "ab".repeat(32))),
                List.of("blocking-in-atomic", "unsupported"),
                List.of(new EntrySummary("on_irq", "hardirq", "the policy", 7)),
                judgements,
                List.of(new Assumption("contract", "mutex_lock", "may sleep")),
                Optional.of(new MirCoverage(
                        Optional.of("nic"),
                        new MirCoverage.Counts(9, 1, 2, 0, 7),
                        new MirCoverage.Counts(3, 0, 0, 0, 5),
                        List.of(new MirCoverage.Unread("f", new SourceSpan("a.mir", 3, 1), "not understood")))));
    }
}
