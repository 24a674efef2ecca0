/**
 * How many machine instructions a call of a function executes at most, counted in the object that is loaded.
 * {@link io.ferrule.cost.MachineCost} is the door.
 *
 * <p>What is counted: each machine instruction once for each time that it is executed, an instruction with a {@code rep}
 * prefix once more for each repetition. A function takes the heaviest path through its machine blocks, a loop the heaviest
 * round times the number of rounds, a call what the callee takes.
 *
 * <p>Rounds are proved of the loops of LLVM IR, and machine code has loops of its own. What connects them is that code
 * generation works on the blocks of LLVM IR: it may drop, split, join, copy and reorder them, but each path of the
 * machine code is the image of a path of LLVM IR. So
 *
 * <ul>
 *   <li>a machine block is executed at most as often as the block of LLVM IR that it was made from;
 *   <li>each cycle of the machine code is the image of a closed walk, which passes the header of a loop;
 *   <li>no machine block in a cycle is executed more often in one activation than the header of the loop that is
 *       executed most: the most that a loop's rounds come to along the loop nest. That holds whatever became of the loops.
 * </ul>
 *
 * <p>Where the loop nests of both have the same shape, a machine loop is taken for one of the loops of LLVM IR at the same
 * place of the nest, and of all assignments that keep the shape and the calls within each loop the heaviest counts. That
 * is right unless loops were joined and others added at the same time. So are the rounds that a loop makes in all rounds of the
 * loop around it: both loops are the images of a nest of LLVM IR. Two loops become one where the blocks between
 * their headers end up without code, so some block on the way needs something that must become code, such as
 * a counter that starts anew. One loop becomes two
 * where its header is copied into one of the blocks that lead back; in functions compiled for size ({@code optsize}) LLVM
 * copies only blocks of a single instruction (TailDuplicator.cpp, MachineBlockPlacement.cpp), and no header with a
 * condition is one. In other functions the shape is not used.
 *
 * <p>What code generation makes loops of (atomic operations that the machine lacks, divisions beyond 128 bits, assembly)
 * is a gap, and the loop that touches each page of a large frame is known by what it does to the stack pointer.
 */
@NullMarked
package io.ferrule.cost;

import org.jspecify.annotations.NullMarked;
