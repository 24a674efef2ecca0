package io.ferrule.mir;

import io.ferrule.program.Problem;
import java.util.List;

/**
 * The MIR of one crate.
 *
 * @param name of the dump, usually a file name
 * @param bodies in the order of the dump
 * @param problems what was not understood; one with an empty subject means that whole items may be missing
 */
public record MirProgram(String name, List<MirBody> bodies, List<Problem> problems) {

    /** Copies its lists. */
    public MirProgram {
        bodies = List.copyOf(bodies);
        problems = List.copyOf(problems);
    }
}
