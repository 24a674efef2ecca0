package io.ferrule.artifact;

import io.ferrule.mir.MirProgram;
import io.ferrule.program.Program;
import java.util.Optional;

/**
 * All that is known of one compile: what a verifier judges.
 *
 * @param program the LLVM IR that code generation consumed
 * @param mir the MIR of the crate that it is about; further evidence, which no verdict needs
 */
public record Artifact(Program program, Optional<MirProgram> mir) {

    /** An artifact of which only the LLVM IR is known. */
    public static Artifact of(Program program) {
        return new Artifact(program, Optional.empty());
    }

    /** The same, with the MIR of its crate. */
    public Artifact with(MirProgram dump) {
        return new Artifact(program, Optional.of(dump));
    }
}
