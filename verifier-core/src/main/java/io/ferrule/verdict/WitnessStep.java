package io.ferrule.verdict;

import java.util.Optional;

/**
 * One step of the way to the place that a finding speaks of.
 *
 * @param function where the step stands, as a person writes it: a Rust path, or the symbol of a C function
 * @param span where in the source; empty where the compiler recorded nothing
 * @param text what happens here, such as "calls `kapi::sync::Mutex::lock`"
 */
public record WitnessStep(String function, Optional<SourceSpan> span, String text) {}
