/**
 * Why loops end ({@link io.ferrule.loop.argument.Termination}), and why loops in loops go round no more often than so
 * ({@link io.ferrule.loop.argument.TotalRounds}): each argument is a record with its own check, which asks what follows on
 * the ways of a loop and searches for nothing.
 *
 * <p>The checks are trusted. To add an argument, copy {@link io.ferrule.loop.argument.BitClear}.
 */
@NullMarked
package io.ferrule.loop.argument;

import org.jspecify.annotations.NullMarked;
