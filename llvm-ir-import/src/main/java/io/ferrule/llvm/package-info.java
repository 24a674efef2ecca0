/**
 * Reads textual LLVM IR, as rustc and LLVM 22 print it, into a {@link io.ferrule.program.Program}.
 *
 * <p>{@link io.ferrule.llvm.LlvmIrReader} is the door. Inside, the text goes through four rooms:
 *
 * <ol>
 *   <li>{@code TokenTable} of the grammar module: the bytes become tokens, kept as arrays of numbers.
 *   <li>{@code EntityCutter}: the tokens are cut into the entities of a module (functions, globals, ..). Cutting looks
 *       at tokens alone, never at line ends or columns, so that no trick with quotes, comments or line ends can hide
 *       code from it; whatever fits no entity is a problem.
 *   <li>{@code EntityParser} and {@code Shapes}: each entity is parsed on its own by the parser that ANTLR generates,
 *       functions instruction by instruction, and each shape once. An entity that cannot be parsed is a problem of its
 *       own, and the rest of the module is read all the same.
 *   <li>the builders turn what was parsed into the model.
 * </ol>
 *
 * <p>Input is hostile: bad text never throws out of this package, nesting deeper than a fixed limit is refused before
 * anything recurses over it, and memory stays in proportion to the text.
 */
@NullMarked
package io.ferrule.llvm;

import org.jspecify.annotations.NullMarked;
