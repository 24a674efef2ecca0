package io.ferrule.verdict;

import java.util.List;
import java.util.Optional;

/**
 * How far the MIR that was given is that of the program. A verdict does not rest on it, unless an assumption says so.
 *
 * @param crate the crate that it is of; empty if no function of the program has a body in it
 * @param defined the functions that the module defines
 * @param inlined those that were inlined and are no functions of the module any more
 * @param unread what was not understood, in the order of the dump; no rule rests on it
 */
public record MirCoverage(Optional<String> crate, Counts defined, Counts inlined, List<Unread> unread) {

    /** Copies its list. */
    public MirCoverage {
        unread = List.copyOf(unread);
    }

    /**
     * Functions, by what was found for them.
     *
     * @param unique with one body
     * @param ambiguous with several that nothing tells apart
     * @param missing of the crate, without a body of their path
     * @param conflicting with a body that lies elsewhere in the source, as in the dump of another compile
     * @param foreign of another crate, or made by the compiler: the dump cannot have them
     */
    public record Counts(int unique, int ambiguous, int missing, int conflicting, int foreign) {

        /** The functions of the crate. */
        public int own() {
            return unique + ambiguous + missing + conflicting;
        }
    }

    /**
     * An item that was not understood.
     *
     * @param path as the dump names it; empty where a whole stretch of the dump was not understood
     * @param span its place in the dump
     * @param problem one sentence
     */
    public record Unread(String path, SourceSpan span, String problem) {}
}
