/**
 * The object file that is loaded in the end, as plain data: sections, symbols, relocations, the frame sizes that the
 * compiler recorded, and the machine code of each function as a graph of blocks.
 *
 * <p>{@link io.ferrule.object.ObjectFile} holds one {@link io.ferrule.object.ObjectMember} for a relocatable object, and
 * several for an archive. Nothing here knows how the bytes were read. Offsets count bytes from the start of their
 * section; an index of a symbol or section counts within its member.
 */
@NullMarked
package io.ferrule.object;

import org.jspecify.annotations.NullMarked;
