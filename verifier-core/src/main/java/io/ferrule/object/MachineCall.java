package io.ferrule.object;

import java.util.Optional;

/**
 * A call instruction, or a jump that leaves the function.
 *
 * @param offset of the instruction in its section
 * @param target the symbol that is called; empty where a register or memory decides
 * @param tail whether it is a jump: the frame is gone, and the callee returns to the caller's caller
 */
public record MachineCall(long offset, Optional<String> target, boolean tail) {}
