/**
 * Relocatable ELF objects, archives of them and kernel modules in, {@link io.ferrule.object.ObjectFile} out:
 * {@link io.ferrule.elf.ObjectReader#read} is the door.
 *
 * <p>Files are hostile. Every read is checked against the end of the file; sections may not overlap, so that work and
 * memory stay in proportion to the size of the file; names are counted against a budget; nothing recurses. What cannot
 * be read becomes a {@link io.ferrule.object.ObjectProblem} with its offset.
 *
 * <p>Formats are read by the System V gABI, its processor supplements, and the GNU variant of archives. The machine code
 * of x86-64 is cut into instructions by the opcode maps of Intel's manual (volume 2, appendix A): of each instruction
 * only its length, where it goes next, and what it does to the stack pointer are known.
 */
@NullMarked
package io.ferrule.elf;

import org.jspecify.annotations.NullMarked;
