package io.ferrule.verdict.json;

import io.ferrule.verdict.Verdict;

/** A verdict, or why a text is none. */
public sealed interface VerdictReadResult {

    /**
     * The text is a verdict.
     *
     * @param verdict what it says; nobody has checked who says so
     */
    record Read(Verdict verdict) implements VerdictReadResult {}

    /**
     * The text is not a verdict.
     *
     * @param problem the first thing that is wrong and where, as one sentence; it may quote the text
     */
    record Malformed(String problem) implements VerdictReadResult {}
}
