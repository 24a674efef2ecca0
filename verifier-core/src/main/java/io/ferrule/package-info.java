/**
 * The door of the library: {@link io.ferrule.Verifier} turns a {@link io.ferrule.VerificationRequest} into a
 * {@link io.ferrule.verdict.Verdict}.
 */
@NullMarked
package io.ferrule;

import org.jspecify.annotations.NullMarked;
