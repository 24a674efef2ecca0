/**
 * Where values of certain types go, by MIR: guards and tokens, which must not get away.
 *
 * <p>{@link io.ferrule.ownership.MarkedTypes} says which types own a value of a marked one,
 * {@link io.ferrule.ownership.Departures} where a body lets such a value go otherwise than by dropping it, and
 * {@link io.ferrule.ownership.CompiledBodies} which bodies a root may reach. MIR is generic: a body is looked at with what
 * its callers bind to its type parameters.
 *
 * <p>MIR proves nothing by itself. What it shows is held against what executes; where MIR is not known, nothing is proved.
 */
@NullMarked
package io.ferrule.ownership;

import org.jspecify.annotations.NullMarked;
