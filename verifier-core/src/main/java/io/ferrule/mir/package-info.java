/**
 * The MIR of a crate: what rustc knows of each function, constant and static before LLVM sees it, with Rust's types,
 * moves and drops still in view.
 *
 * <p>{@link io.ferrule.mir.MirProgram} is a dump, {@link io.ferrule.mir.MirBody} one item of it. A body is made of
 * {@link io.ferrule.mir.BasicBlock blocks}, a block of {@link io.ferrule.mir.Statement statements} and a
 * {@link io.ferrule.mir.Terminator terminator}; these speak of {@link io.ferrule.mir.Place places},
 * {@link io.ferrule.mir.Operand operands} and {@link io.ferrule.mir.MirConstant constants}. Names and meaning are those
 * of rustc's own {@code rustc_middle::mir}.
 *
 * <p>MIR is generic: one body stands for all instances of its item. Paths are as rustc prints them, which may leave out
 * leading segments where a name is unique in the program; so equal paths may be different items, and one item may have
 * two paths. Only the places in the source ({@code <impl at src/x.rs:1:1: 1:9>}) and spans tell for certain.
 */
@NullMarked
package io.ferrule.mir;

import org.jspecify.annotations.NullMarked;
