package io.ferrule.cli.format;

import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.Subject;
import io.ferrule.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A verdict in a few words.
 *
 * @param outcome {@code accepted}, {@code rejected} or {@code inconclusive}, and without which rules
 * @param module the name of the module that was judged
 * @param policy the name of the policy
 * @param counts how many obligations were proved, refuted, unproved
 */
record Summary(String outcome, String module, Optional<String> policy, String counts) {

    static Summary of(Verdict verdict) {
        Report report = verdict.report();
        List<Judgement> all = report.judgements();
        long refuted = all.stream().filter(Judgement.Refuted.class::isInstance).count();
        long unproved =
                all.stream().filter(Judgement.Unproved.class::isInstance).count();
        return new Summary(
                outcome(verdict) + without(report),
                name(report, "llvm-ir").orElse("the module"),
                name(report, "policy"),
                counts(report.proofs().size(), refuted, unproved));
    }

    private static String outcome(Verdict verdict) {
        if (verdict instanceof Verdict.Accepted) {
            return "accepted";
        }
        return verdict instanceof Verdict.Rejected ? "rejected" : "inconclusive";
    }

    private static String without(Report report) {
        return report.leftOut().isEmpty() ? "" : " WITHOUT " + String.join(", ", report.leftOut());
    }

    private static String counts(long proved, long refuted, long unproved) {
        return proved + " proved"
                + (refuted == 0 ? "" : ", " + refuted + " refuted")
                + (unproved == 0 ? "" : ", " + unproved + " unproved");
    }

    private static Optional<String> name(Report report, String role) {
        return report.subjects().stream()
                .filter(subject -> subject.role().equals(role))
                .map(Subject::name)
                .findFirst();
    }
}
