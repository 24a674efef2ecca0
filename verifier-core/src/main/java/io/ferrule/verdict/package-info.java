/**
 * The answer: what was proved, what was refuted, what could not be decided, and what all of it rests on.
 *
 * <p>A {@link io.ferrule.verdict.Verdict} is {@code Accepted}, {@code Rejected} or {@code Inconclusive}; only
 * {@code Accepted} lets a loader go on. All three hold the same {@link io.ferrule.verdict.Report}: the
 * {@link io.ferrule.verdict.Judgement}s of every rule on every obligation, in a fixed order. Everything here is plain
 * data without clock, randomness or reference to the program, so that the same input gives the same verdict, byte for
 * byte, and a verdict can be written, read back and compared.
 */
@NullMarked
package io.ferrule.verdict;

import org.jspecify.annotations.NullMarked;
