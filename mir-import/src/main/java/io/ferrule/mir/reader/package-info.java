/**
 * Reads MIR text, as {@code rustc --emit=mir} prints it, into a {@link io.ferrule.mir.MirProgram}.
 *
 * <p>{@link io.ferrule.mir.reader.MirReader} is the door. Inside, the text goes through four rooms, as LLVM IR does in
 * its importer:
 *
 * <ol>
 *   <li>{@code TokenTable} of the grammar module: the bytes become tokens.
 *   <li>{@code ItemCutter}: the tokens are cut into items and allocations. A function begins at its keyword even inside
 *       brackets, so no bracket left open can hide one.
 *   <li>{@code RuleParser} of the grammar module: each item is parsed on its own. What cannot be parsed is a problem of that item, which stays
 *       in the program without contents.
 *   <li>the builders turn what was parsed into the model, and check what a grammar cannot: that locals, scopes and
 *       blocks exist, that a block ends with its terminator and nowhere before.
 * </ol>
 *
 * <p>Input is hostile: bad text never throws out of this package, and time and memory stay in proportion to the text.
 */
@NullMarked
package io.ferrule.mir.reader;

import org.jspecify.annotations.NullMarked;
