package io.ferrule.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a verdict holds beside its outcome.
 *
 * @param tool name and version of what made it
 * @param toolchain the compilers that the module names, as {@code llvm.ident} has them
 * @param subjects the files it was made from
 * @param rules the names of the rules that were asked, in order
 * @param entries the functions that the kernel calls
 * @param judgements what was said of each obligation, by rule, then in the order of the entries
 * @param assumptions what was taken for granted
 * @param mir how far the MIR that was given is that of the program; empty where none was
 */
public record Report(
        String tool,
        List<String> toolchain,
        List<Subject> subjects,
        List<String> rules,
        List<EntrySummary> entries,
        List<Judgement> judgements,
        List<Assumption> assumptions,
        Optional<MirCoverage> mir) {

    /** The kind of the assumptions that name rules which the policy left out. */
    public static final String LEFT_OUT = "left-out";

    public Report {
        toolchain = List.copyOf(toolchain);
        subjects = List.copyOf(subjects);
        rules = List.copyOf(rules);
        entries = List.copyOf(entries);
        judgements = List.copyOf(judgements);
        assumptions = List.copyOf(assumptions);
    }

    /** Every refutation, each once, though several entries may lead to it. */
    public List<Finding> refutations() {
        return distinct(judgements.stream()
                .filter(Judgement.Refuted.class::isInstance)
                .flatMap(judgement -> ((Judgement.Refuted) judgement).findings().stream()));
    }

    /** Every reason why something is unproved, each once. */
    public List<Finding> reasons() {
        return distinct(judgements.stream()
                .filter(Judgement.Unproved.class::isInstance)
                .flatMap(judgement -> ((Judgement.Unproved) judgement).reasons().stream()));
    }

    /** The rules that are asked by default and that the policy left out. Whoever shows an outcome shows them beside it. */
    public List<String> leftOut() {
        return assumptions.stream()
                .filter(assumption -> assumption.kind().equals(LEFT_OUT))
                .map(Assumption::subject)
                .toList();
    }

    /** The obligations that were proved. */
    public List<Judgement.Proved> proofs() {
        return judgements.stream()
                .filter(Judgement.Proved.class::isInstance)
                .map(Judgement.Proved.class::cast)
                .toList();
    }

    private static List<Finding> distinct(Stream<Finding> findings) {
        Map<String, Finding> byFingerprint = new LinkedHashMap<>();
        findings.forEach(finding -> byFingerprint.putIfAbsent(finding.fingerprint(), finding));
        return List.copyOf(byFingerprint.values());
    }
}
