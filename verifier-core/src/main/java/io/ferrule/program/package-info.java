/**
 * The program that is judged: an immutable model of one whole LLVM module as rustc handed it to codegen.
 *
 * <p>A {@link io.ferrule.program.Program} holds {@link io.ferrule.program.Function}s and
 * {@link io.ferrule.program.GlobalVariable}s by symbol. A function that has a body holds
 * {@link io.ferrule.program.BasicBlock}s of {@link io.ferrule.program.Instruction}s, which is a sealed family of
 * records, one record for each shape of instruction and an {@link io.ferrule.program.Opcode} where several
 * instructions share a shape. Operands are {@link io.ferrule.program.Value}s.
 *
 * <p>Inside a function, locals and blocks are numbers: parameters are the locals 0 to n-1, then follow the results of
 * instructions in the order of the text. {@link io.ferrule.program.FunctionNames} gives the names back. Between
 * functions everything is named by its symbol.
 *
 * <p>What could not be read is in the model too: a body may be {@link io.ferrule.program.Body.Unreadable}, and
 * {@link io.ferrule.program.Program#problems()} lists every place that was not understood. Nothing is left out in
 * silence; an analysis that meets something unreadable must answer "unproved". The same holds for {@link
 * io.ferrule.program.Body.Unread}, which is what a function has that was not asked for.
 *
 * <p>The words and their meaning are those of the LLVM Language Reference Manual, version 22.
 */
@NullMarked
package io.ferrule.program;

import org.jspecify.annotations.NullMarked;
