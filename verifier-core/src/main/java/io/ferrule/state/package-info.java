/**
 * In which state of its processor, and under which locks, every call of a program is made.
 *
 * <p>{@link io.ferrule.state.StateAnalysis} follows each root along all paths. A path is a
 * {@link io.ferrule.state.LockState} (interrupts, bottom halves, preemption, RCU, locks held) and
 * {@link io.ferrule.state.Facts} about values: paths that meet in a block with equal lock states become one, with the
 * facts that hold on all of them; paths with different lock states stay apart. So `if flag { lock() } .. if flag {
 * unlock() }` is seen through at a cost that is polynomial (property simulation: Das, Lerner, Seigle, "ESP:
 * path-sensitive program verification in polynomial time", PLDI 2002). Only where a rule finds fault with a root are its paths
 * followed once more, each on its own, as long as there are few.
 *
 * <p>Calls are analysed once for each lock state and arguments that they are made with, and every way out of the callee
 * goes on in each caller that waits for it (tabulation: Reps, Horwitz, Sagiv, "Precise interprocedural dataflow
 * analysis via graph reachability", POPL 1995). Recursion is no special case, and nothing recurses on the stack.
 *
 * <p>What external functions do is said by contracts alone; what was not understood is a
 * {@link io.ferrule.state.StateEvent.Gap}, and a root with a gap has nothing proved about it.
 */
@NullMarked
package io.ferrule.state;

import org.jspecify.annotations.NullMarked;
