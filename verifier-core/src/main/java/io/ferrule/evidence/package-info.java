/**
 * Holds what MIR says was meant against what LLVM IR executes, where both speak of locks.
 *
 * <p>Rules about locks know of a lock what functions with contracts do. A lock that is taken without a call of one (written
 * with atomics, or of which nothing is left in the code) is none that they know. MIR shows it: a value of a guard type is
 * made there. {@link io.ferrule.evidence.Disagreements} finds each place where the source makes a guard, that executes, and
 * where no call takes anything; and each guard whose drop executes and gives nothing back. Whatever rests on the state of
 * locks is unproved then.
 */
@NullMarked
package io.ferrule.evidence;

import org.jspecify.annotations.NullMarked;
