package io.ferrule.evidence;

import io.ferrule.mir.Span;
import io.ferrule.policy.TokenContract;
import io.ferrule.program.Instruction;

/**
 * An instruction that executes between the making of a token and its last use.
 *
 * @param function the function that it is compiled into
 * @param body the path of the body that it was made from, as its dump has it
 * @param at where the source has it
 * @param uses whether it is of a step that makes or uses the token, rather than one between these
 * @param certain whether it is known which step it is of
 */
public record TokenUse(
        TokenContract token,
        String function,
        Instruction instruction,
        String body,
        Span at,
        boolean uses,
        boolean certain) {}
