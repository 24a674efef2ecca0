/**
 * What a policy promises about an extension and about the kernel it runs in: a pure model, with no text format and no I/O.
 *
 * <p>A {@link io.ferrule.policy.Policy} names the {@link io.ferrule.policy.EntryPoint entry points} and the context in
 * which the kernel calls each of them, a {@link io.ferrule.policy.FunctionContract contract} for each function whose
 * body the verifier does not see (or need not read), and the {@link io.ferrule.policy.Budget budgets}. Everything it
 * says is an assumption: a verdict is worth as much as the contracts that it rests on, so each carries its
 * {@link io.ferrule.policy.Place place} and its source.
 *
 * <p>A policy speaks of functions by {@link io.ferrule.policy.Pattern pattern}. {@link io.ferrule.policy.Policy#bind}
 * resolves the patterns against the symbols of one program and returns either a
 * {@link io.ferrule.policy.PolicyBinding.Bound binding} or the {@link io.ferrule.policy.PolicyProblem problems}: a
 * pattern that matches nothing, or too much, is never passed over in silence.
 */
@NullMarked
package io.ferrule.policy;

import org.jspecify.annotations.NullMarked;
