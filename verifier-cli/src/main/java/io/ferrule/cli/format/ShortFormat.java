package io.ferrule.cli.format;

import io.ferrule.verdict.Finding;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.Verdict;

/** One line for each finding, {@code file:line:column: error[FRL0001]: message}, then one for the verdict. */
public final class ShortFormat implements VerdictFormat {

    private final RuleCodes codes;

    /** Calls rules by those codes. */
    public ShortFormat(RuleCodes codes) {
        this.codes = codes;
    }

    @Override
    public String verdict(Verdict verdict, SourceFiles sources) {
        Summary summary = Summary.of(verdict);
        StringBuilder out = new StringBuilder();
        verdict.report().refutations().forEach(finding -> out.append(line(summary, Severity.ERROR, finding)));
        verdict.report().reasons().forEach(finding -> out.append(line(summary, Severity.UNPROVED, finding)));
        return out.append(Printable.of(summary.module()))
                .append(": ")
                .append(summary.outcome())
                .append(" (")
                .append(summary.counts())
                .append(")\n")
                .toString();
    }

    private String line(Summary summary, Severity severity, Finding finding) {
        String place = finding.span().map(SourceSpan::toString).orElse(summary.module());
        return Printable.of(place) + ": " + severity.text() + "[" + Printable.of(codes.codeOf(finding.rule())) + "]: "
                + Printable.of(finding.message()) + "\n";
    }
}
