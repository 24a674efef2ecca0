/**
 * Loops and recursions of a whole program: what arguments and results can be over all calls, how deep calls go and how
 * often loops go round once that is known, and an estimate of instructions.
 */
@NullMarked
package io.ferrule.loop.program;

import org.jspecify.annotations.NullMarked;
