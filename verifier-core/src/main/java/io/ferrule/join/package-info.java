/**
 * Puts LLVM IR and MIR of one compile together: {@link io.ferrule.join.Join} says of each function, and of each that was
 * inlined, from which MIR body it was made.
 *
 * <p>An item's path comes from its v0 symbol, or from debug information where the symbol is none (an exported name, the
 * older mangling). MIR calls an {@code impl} by its place, a closure by its number, and may leave leading segments out
 * where a name is unique; the path of an instance has no generic arguments. A body is a candidate if its path fits then.
 * Several do if a crate has several {@code impl} blocks in a module, so the rest has to tell them apart:
 *
 * <ol>
 *   <li>the declaration: of all candidates the one whose result or parameters stand nearest below the line that debug
 *       information gives for the function. Declarations do not overlap, so that is its own. Without spans, for a closure
 *       the place in its type, and for others nothing: the place of an {@code impl} says little, since what a macro writes
 *       into it is declared where the macro is;
 *   <li>the code: no other candidate may hold more of the places that the function's instructions come from, and it must
 *       hold one of them, or a call around one. A dump of another compile fails here;
 *   <li>what one macro made in one place differs in nothing of that: then the type of {@code self}, and last the order of
 *       the {@code impl} blocks, which rustc numbers in symbols as it lists them in dumps, if the program has them all.
 * </ol>
 *
 * <p>Whatever is left is {@link io.ferrule.join.JoinStatus.Ambiguous}. What is assumed: the dump is of the same source
 * and crate as the program, and debug information tells the truth, as it does unless somebody forged the input. MIR is
 * further evidence and never a reason to accept less: a rule that rests on the MIR of a function asks
 * {@link io.ferrule.join.Join#relianceOn} and answers "unproved" where that refuses.
 */
@NullMarked
package io.ferrule.join;

import org.jspecify.annotations.NullMarked;
