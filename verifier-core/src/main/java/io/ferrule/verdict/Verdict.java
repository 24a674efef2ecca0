package io.ferrule.verdict;

/** The answer to "may this be loaded?". */
public sealed interface Verdict {

    /** What it is made of. */
    Report report();

    /** Every rule that was asked proved every obligation; {@link Report#leftOut} names those that were not. */
    record Accepted(Report report) implements Verdict {
        public Accepted {
            boolean all = report.judgements().stream().allMatch(Judgement.Proved.class::isInstance);
            if (!all || report.judgements().isEmpty()) {
                throw new IllegalArgumentException("only what was proved is accepted");
            }
        }
    }

    /** At least one obligation was refuted. */
    record Rejected(Report report) implements Verdict {}

    /** Nothing was refuted, and not everything was proved. */
    record Inconclusive(Report report) implements Verdict {}

    /** The verdict that a report leads to. */
    static Verdict of(Report report) {
        if (report.judgements().stream().anyMatch(Judgement.Refuted.class::isInstance)) {
            return new Rejected(report);
        }
        boolean proved = !report.judgements().isEmpty()
                && report.judgements().stream().allMatch(Judgement.Proved.class::isInstance);
        return proved ? new Accepted(report) : new Inconclusive(report);
    }
}
