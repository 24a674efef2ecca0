package io.ferrule.cli.format;

import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import io.ferrule.verdict.WitnessStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts made by hand. */
final class Verdicts {

    static final RuleCodes CODES = new RuleCodes(Map.of("blocking-in-atomic", "FRL0001"));

    private Verdicts() {}

    static Verdict accepted() {
        return verdict(new Judgement.Proved("blocking-in-atomic", "`on_irq` never sleeps", List.of("9 calls")));
    }

    static Verdict rejected() {
        return verdict(
                new Judgement.Proved("blocking-in-atomic", "`poll` never sleeps", List.of("9 calls")),
                new Judgement.Refuted("blocking-in-atomic", "`on_irq` never sleeps", List.of(finding())));
    }

    static Verdict inconclusive() {
        return verdict(new Judgement.Unproved("made-up", "all is well", List.of(hostile())));
    }

    static Finding finding() {
        return new Finding(
                "blocking-in-atomic",
                "`mutex_lock` may sleep, but `on_irq` runs in hardirq context",
                Optional.of(new SourceSpan("src/lib.rs", 12, 12)),
                "calls `mutex_lock`, which may sleep",
                List.of(
                        step("on_irq", "kapi/src/entry.rs", 9, 0, "runs in hardirq context"),
                        step("nic::handle_interrupt", "src/lib.rs", 76, 9, "calls `nic::publish`"),
                        new WitnessStep("mutex_lock", Optional.empty(), "may sleep")),
                List.of("a mutex waits for its owner"),
                Optional.of("use a spin lock"),
                "1");
    }

    /** Everything in it comes from an attacker. */
    static Finding hostile() {
        return new Finding(
                "made-up",
                "`a\u001b[2Jb\r\nc\u202ed`",
                Optional.of(new SourceSpan("\u001b]0;x\u0007.rs", 1, 1)),
                "\u009b31m",
                List.of(new WitnessStep("\u001b[1m", Optional.of(new SourceSpan("\u001b[2m", 1, 1)), "\u001b[3m")),
                List.of("\u001b[4m"),
                Optional.of("\u001b[5m"),
                "2");
    }

    static WitnessStep step(String function, String file, int line, int column, String text) {
        return new WitnessStep(function, Optional.of(new SourceSpan(file, line, column)), text);
    }

    static Verdict verdict(Judgement... judgements) {
        return verdict(Optional.empty(), judgements);
    }

    static Verdict verdict(Optional<MirCoverage> mir, Judgement... judgements) {
        return Verdict.of(new Report(
                "ferrule",
                List.of("rustc version 1.94.0"),
                List.of(
                        new Subject("llvm-ir", "nic.ll", "a".repeat(64)),
                        new Subject("policy", "ferrule.toml", "b".repeat(64))),
                List.of("blocking-in-atomic"),
                List.of(),
                List.of(judgements),
                List.of(new Assumption("contract", "mutex_lock", "`mutex_lock` may sleep")),
                mir));
    }
}
