/**
 * How often loops go round: bounds for the loops of a function, each with a proof that is checked without search.
 *
 * <p>{@link io.ferrule.loop.FunctionBounds} is the way in for one function, {@link io.ferrule.loop.program.ProgramBounds} for a
 * program. What happens there:
 *
 * <ol>
 *   <li>Every acyclic way from a loop's header back to it becomes constraints over the integers, exact as the machine
 *       computes: where a result may wrap around, the way forks. Inner loops are not unrolled; whatever their invariants
 *       allow may be. Where ways part and come together again without a difference that matters, they are one.
 *   <li>A prover guesses invariants, and looks for an argument why the loop ends: it counts to a fixed end, or to a value
 *       with which no round goes on, goes round a ring, clears or marks a bit each round, has a linear ranking function,
 *       shrinks or grows by a factor, has a lexicographic ranking function.
 *   <li>What it found becomes a certificate: claims, arguments, and for each loop a Farkas proof of every step. A checker
 *       walks the same ways again, takes each answer from the certificate and adds its proof up. Only what it accepts
 *       counts.
 * </ol>
 *
 * <p>Who counts instructions also asks how often a loop in a loop goes round in all rounds of the outer one
 * ({@link io.ferrule.loop.NestTotals}). That is searched for, proved and checked in the same way.
 *
 * <p>The cost does not depend on how often a loop goes round. It is limited by counts of steps, so that the same program
 * gets the same answer on every machine.
 *
 * <p>The rooms, each of which knows only those before it: {@code bound} (what is said of a loop), {@code walk} (what holds on
 * its ways), {@code argument} (why it ends), {@code certificate} (the proof, and its check), {@code search} (guesses), this one
 * (the ladder of one function), {@code program} (calls and recursions).
 *
 * <p>What is trusted: walks, arguments' checks, and the checker. What searches is not: the simplex, the provers and everything
 * called a search.
 */
@NullMarked
package io.ferrule.loop;

import org.jspecify.annotations.NullMarked;
