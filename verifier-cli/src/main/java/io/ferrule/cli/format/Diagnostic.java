package io.ferrule.cli.format;

import io.ferrule.policy.PolicyProblem;
import io.ferrule.program.Problem;
import io.ferrule.verdict.Finding;
import io.ferrule.verdict.SourceSpan;
import io.ferrule.verdict.WitnessStep;
import java.util.List;
import java.util.Optional;

/**
 * Something to tell a person, with its place in a source if it has one.
 *
 * @param severity how bad it is
 * @param code the code of the rule, such as {@code FRL0001}; empty for what is not about a rule
 * @param message one sentence
 * @param span the place to look at
 * @param label a few words for that place, may be empty
 * @param witness the way to that place, may be empty
 * @param notes further facts
 * @param help what to do about it
 */
public record Diagnostic(
        Severity severity,
        String code,
        String message,
        Optional<SourceSpan> span,
        String label,
        List<WitnessStep> witness,
        List<String> notes,
        Optional<String> help) {
    public Diagnostic {
        witness = List.copyOf(witness);
        notes = List.copyOf(notes);
    }

    /** A finding of a verdict. */
    static Diagnostic of(Finding finding, Severity severity, RuleCodes codes) {
        return new Diagnostic(
                severity,
                codes.codeOf(finding.rule()),
                finding.message(),
                finding.span(),
                finding.label(),
                finding.witness(),
                finding.notes(),
                finding.help());
    }

    /** A place of a module that was not understood. */
    public static Diagnostic of(Problem problem) {
        SourceSpan span = new SourceSpan(problem.file(), problem.line(), problem.column());
        return error(problem.message(), Optional.of(span), Optional.empty());
    }

    /** Something wrong with a policy. */
    public static Diagnostic of(PolicyProblem problem) {
        Optional<SourceSpan> span = problem.line() == 0
                ? Optional.empty()
                : Optional.of(new SourceSpan(problem.file(), problem.line(), problem.column()));
        String message = span.isPresent() ? problem.message() : problem.file() + ": " + problem.message();
        return error(message, span, problem.hint());
    }

    /** Something wrong with the way the command was called, and what to do about it. */
    public static Diagnostic error(String message, String help) {
        return error(message, Optional.empty(), Optional.of(help));
    }

    /** Something wrong with the way the command was called, what there is instead, and what to do about it. */
    public static Diagnostic error(String message, List<String> notes, String help) {
        return new Diagnostic(Severity.ERROR, "", message, Optional.empty(), "", List.of(), notes, Optional.of(help));
    }

    /** Something that went wrong. */
    public static Diagnostic error(String message) {
        return error(message, Optional.empty(), Optional.empty());
    }

    private static Diagnostic error(String message, Optional<SourceSpan> span, Optional<String> help) {
        return new Diagnostic(Severity.ERROR, "", message, span, "", List.of(), List.of(), help);
    }
}
