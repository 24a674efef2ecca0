/**
 * The object that is loaded, held against the program that it was made from: which function of the one is which of the
 * other, what may be called besides, and what does not fit. What the stack takes and what is executed is counted on top.
 */
@NullMarked
package io.ferrule.analysis.linked;

import org.jspecify.annotations.NullMarked;
