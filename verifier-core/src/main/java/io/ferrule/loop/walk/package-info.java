/**
 * What holds on the ways of a function: each acyclic way round a loop, into it, or to a call, as constraints over the
 * integers, exact as the machine computes. {@link io.ferrule.loop.walk.Walk} goes along one way,
 * {@link io.ferrule.loop.walk.Choices} through all of them, {@link io.ferrule.loop.walk.Semantics} says what instructions
 * compute, and a {@link io.ferrule.loop.walk.Situation} is a loop with all its ways, under
 * {@link io.ferrule.loop.walk.Claims} that are proved elsewhere.
 *
 * <p>All of this is trusted.
 */
@NullMarked
package io.ferrule.loop.walk;

import org.jspecify.annotations.NullMarked;
