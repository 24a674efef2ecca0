/**
 * Which object a call is about, as far as MIR tells: the field of which type a lock lies in, where LLVM IR has a pointer
 * and nothing more.
 *
 * <p>{@link io.ferrule.identity.LockSources} starts at a call of LLVM IR that takes a lock, finds the MIR call that it was
 * made from ({@link io.ferrule.identity.SourceCalls}), and follows the place that this call borrows
 * ({@link io.ferrule.identity.PlaceWalk}), over the functions that were inlined, outwards. Debug information alone does not
 * tell which function runs: LLVM keeps one of several functions of equal code, with the debug information of that one
 * only, and inlines it in place of the others. So every step from a caller to a callee is held against the MIR of the
 * caller, from the entry point on ({@link io.ferrule.identity.OwnCode}).
 */
@NullMarked
package io.ferrule.identity;

import org.jspecify.annotations.NullMarked;
