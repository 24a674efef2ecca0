/**
 * How deep the stack may become under a function, from the object that is loaded. {@link io.ferrule.analysis.stack.StackDepth}
 * is the door.
 *
 * <p>Why it is sound: each function of the object is joined with the function of the program that it was made from
 * ({@link io.ferrule.analysis.linked.LinkedCode}). Its frame is the larger one of what the compiler claims and what its
 * instructions do ({@link io.ferrule.analysis.stack.StackTracker}); its calls are those of its machine code, and an indirect one may go wherever the
 * call graph of the program says. The depth is the longest path over these edges. Whatever does not fit together, such as
 * code without a name, a call that the program does not have, or a frame that nobody knows, is a gap, and nothing is
 * proved.
 *
 * <p>What is assumed: the linker takes the object as it is (it may change bytes of calls, never their targets); code that
 * landing pads run is entered with a stack no deeper than the function's own; external functions take what their
 * contracts say; and for machines whose code is not decoded, that {@code .stack_sizes} is right and that the calls of
 * the IR and the branch relocations are all calls.
 */
@NullMarked
package io.ferrule.analysis.stack;

import org.jspecify.annotations.NullMarked;
