package io.ferrule.cli.format;

import io.ferrule.verdict.Verdict;

/** Turns verdicts into text. Implement it to add an output format; implementations keep no state. */
public interface VerdictFormat {

    /**
     * The text of one verdict, as lines with their ends.
     *
     * @param sources where source lines may be taken from
     */
    String verdict(Verdict verdict, SourceFiles sources);
}
