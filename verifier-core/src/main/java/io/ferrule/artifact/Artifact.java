package io.ferrule.artifact;

import io.ferrule.program.Program;

/**
 * All that is known of one compile: what a verifier judges.
 *
 * @param program the LLVM IR that code generation consumed
 */
public record Artifact(Program program) {

    /** An artifact of which only the LLVM IR is known. */
    public static Artifact of(Program program) {
        return new Artifact(program);
    }
}
