package io.ferrule.evidence;

import io.ferrule.program.Instruction;
import io.ferrule.program.SourceLocation;
import java.util.Optional;

/**
 * A call that a contract speaks of, or may speak of, and that is not followed: inlining left no call of it, or it is made while
 * a panic unwinds.
 *
 * @param function the function that the code is compiled into
 * @param message one sentence that says what is not known
 * @param help how to get the call back
 * @param at where it was called, if that is known
 * @param executes an instruction of what was called
 * @param held whether it may take or give back something, so that what is held is not known from there on
 */
public record LostCall(
        String function,
        String message,
        String help,
        Optional<SourceLocation> at,
        Instruction executes,
        boolean held) {}
