package io.ferrule.evidence;

import io.ferrule.mir.Span;
import io.ferrule.program.Instruction;

/**
 * What MIR says of a guard is not what executes.
 *
 * @param function the function that the code is compiled into
 * @param message one sentence, in the words of the source
 * @param at where the source has it
 * @param executes an instruction that shows that this part of the source executes
 * @param unreleased whether what is seen to be taken is not seen to be given back, so that more locks may seem to be held
 *     than are
 */
public record Disagreement(String function, String message, Span at, Instruction executes, boolean unreleased) {}
