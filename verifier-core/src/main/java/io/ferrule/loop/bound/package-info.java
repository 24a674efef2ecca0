/**
 * What is said of loops and recursions: bounds as numbers and as formulas over arguments, and the limits of the work that
 * looks for them.
 */
@NullMarked
package io.ferrule.loop.bound;

import org.jspecify.annotations.NullMarked;
