/**
 * Exact linear arithmetic: {@link io.ferrule.arithmetic.Rational} numbers, {@link io.ferrule.arithmetic.Linear} forms
 * over integer variables, and {@link io.ferrule.arithmetic.Simplex}, which decides whether inequalities have a common
 * solution and says why where they have none.
 *
 * <p>Every "no" of the simplex comes as a {@link io.ferrule.arithmetic.FarkasProof}: multipliers that anybody can add
 * up. Nobody needs to trust the search that found them.
 */
@NullMarked
package io.ferrule.arithmetic;

import org.jspecify.annotations.NullMarked;
