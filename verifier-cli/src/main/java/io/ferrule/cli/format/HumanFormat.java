package io.ferrule.cli.format;

import io.ferrule.verdict.Assumption;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.Judgement;
import io.ferrule.verdict.MirCoverage;
import io.ferrule.verdict.Report;
import io.ferrule.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a person: each finding with its source line and its path, then a summary of what was proved and from what. */
public final class HumanFormat implements VerdictFormat {

    private static final int MOST_REASONS = 10;
    private static final int MOST_UNREAD = 3;

    private final Paint paint;
    private final RuleCodes codes;
    private final boolean verbose;

    /**
     * Calls rules by those codes.
     *
     * @param verbose whether to show what is otherwise only counted or shortened: proofs with their facts, assumptions, paths
     */
    public HumanFormat(Paint paint, RuleCodes codes, boolean verbose) {
        this.paint = paint;
        this.codes = codes;
        this.verbose = verbose;
    }

    @Override
    public String verdict(Verdict verdict, SourceFiles sources) {
        DiagnosticText text = new DiagnosticText(paint, sources, verbose);
        Report report = verdict.report();
        StringBuilder out = new StringBuilder();
        report.refutations()
                .forEach(finding -> out.append(text.of(Diagnostic.of(finding, Severity.ERROR, codes)))
                        .append('\n'));
        reasons(out, report.reasons(), text);
        summary(out, verdict);
        return out.toString();
    }

    /** Of a rule that has a great many reasons, as in a damaged module, the first say enough. */
    private void reasons(StringBuilder out, List<Finding> reasons, DiagnosticText text) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Finding reason : reasons) {
            if (seen.merge(reason.rule(), 1, Integer::sum) <= MOST_REASONS || verbose) {
                out.append(text.of(Diagnostic.of(reason, Severity.UNPROVED, codes)))
                        .append('\n');
            }
        }
        seen.forEach((rule, count) -> {
            if (count > MOST_REASONS && !verbose) {
                String heading = "unproved[" + Printable.of(codes.codeOf(rule)) + "]";
                out.append(paint.unproved(heading))
                        .append(": " + (count - MOST_REASONS) + " more, which --verbose lists\n\n");
            }
        });
    }

    private void summary(StringBuilder out, Verdict verdict) {
        Report report = verdict.report();
        Summary summary = Summary.of(verdict);
        out.append(outcome(verdict, summary.outcome()))
                .append(paint.strong(": " + Printable.of(summary.module())))
                .append(" (")
                .append(summary.counts())
                .append(")\n");
        if (verbose || verdict instanceof Verdict.Accepted) {
            report.proofs().forEach(proof -> proof(out, proof));
        }
        if (verbose) {
            report.toolchain().forEach(compiler -> line(out, "made by", compiler));
            report.subjects().forEach(subject -> line(out, subject.role(), subject.sha256() + "  " + subject.name()));
            report.assumptions().forEach(assumption -> line(out, "assumed", text(assumption)));
        } else {
            summary.policy().ifPresent(policy -> line(out, "policy", policy));
            restsOn(report.assumptions().size()).ifPresent(text -> line(out, "rests on", text));
        }
        report.mir().ifPresent(mir -> mir(out, mir));
        String explained = explained(report);
        if (!explained.isEmpty()) {
            line(out, "to learn more", "ferrule explain " + explained);
        }
    }

    /** How much of the MIR that was given could be used; in a bad dump the first problems say enough. */
    private void mir(StringBuilder out, MirCoverage mir) {
        line(out, "MIR", MirText.rate(mir));
        int shown = verbose
                ? mir.unread().size()
                : Math.min(MOST_UNREAD, mir.unread().size());
        mir.unread().subList(0, shown).forEach(unread -> line(out, "MIR not understood", MirText.unread(unread)));
        if (mir.unread().size() > shown) {
            line(out, "MIR not understood", (mir.unread().size() - shown) + " more, which --verbose lists");
        }
    }

    private void proof(StringBuilder out, Judgement.Proved proof) {
        String code = "proved[" + Printable.of(codes.codeOf(proof.rule())) + "]";
        out.append("  ")
                .append(paint.proved(code))
                .append(": ")
                .append(Printable.of(proof.obligation()))
                .append('\n');
        if (verbose) {
            proof.facts().forEach(fact -> line(out, "  because", fact));
        }
    }

    private void line(StringBuilder out, String label, String text) {
        out.append("  ")
                .append(paint.strong(label))
                .append(": ")
                .append(Printable.of(text))
                .append('\n');
    }

    private String outcome(Verdict verdict, String outcome) {
        if (verdict instanceof Verdict.Accepted) {
            return paint.proved(outcome);
        }
        return verdict instanceof Verdict.Rejected ? paint.error(outcome) : paint.unproved(outcome);
    }

    private static Optional<String> restsOn(int assumptions) {
        return switch (assumptions) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("1 assumption, which --verbose shows");
            default -> Optional.of(assumptions + " assumptions, which --verbose lists");
        };
    }

    private static String text(Assumption assumption) {
        return "[" + assumption.kind() + "] " + assumption.text();
    }

    /** Only rules that are installed have a page. */
    private String explained(Report report) {
        return Stream.of(report.refutations(), report.reasons())
                .flatMap(List::stream)
                .map(Finding::rule)
                .filter(codes.byName()::containsKey)
                .map(codes::codeOf)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
