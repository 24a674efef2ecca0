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
 * @param kind what it has to do with the token
 * @param certain whether it is known which step it is of
 */
public record TokenUse(
        TokenContract token,
        String function,
        Instruction instruction,
        String body,
        Span at,
        Kind kind,
        boolean certain) {

    /** What an instruction has to do with a token. */
    public enum Kind {
        /** It is of a step that makes or uses one. */
        USES,

        /** It is of a step between these. */
        BETWEEN,

        /** It is of a function that such a step calls, and that other steps may call, too. */
        MEANWHILE
    }
}
