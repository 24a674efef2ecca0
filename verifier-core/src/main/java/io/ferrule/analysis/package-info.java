/**
 * Facts about a whole program that more than one rule needs: which functions may be called from outside
 * ({@link io.ferrule.analysis.Roots}), where function addresses go ({@link io.ferrule.analysis.Escapes}), which
 * constants an argument may be ({@link io.ferrule.analysis.ArgumentOrigins}).
 *
 * <p>Each analysis says why it is sound and what it assumes. Not knowing is an answer, and never looks like a proof.
 */
@NullMarked
package io.ferrule.analysis;

import org.jspecify.annotations.NullMarked;
