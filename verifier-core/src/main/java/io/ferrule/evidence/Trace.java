package io.ferrule.evidence;

import io.ferrule.graph.CallSite;
import io.ferrule.mir.MirBody.TextRange;
import io.ferrule.program.Instruction;
import io.ferrule.program.SourceLocation;
import java.util.Optional;

/**
 * An instruction that was made from a body, or from what was inlined into it.
 *
 * @param instance the execution of the body that it belongs to
 * @param place where the body has it
 * @param called the function that was inlined there, and that it is from; empty for an instruction of the body itself
 * @param site the call that it is, if it is one
 */
record Trace(
        Instance instance,
        SourceLocation place,
        Optional<String> called,
        Instruction instruction,
        Optional<CallSite> site) {

    /**
     * A body as it is compiled into one function: into its own, or inlined at one place.
     *
     * @param body where it stands in the dump
     * @param at the calls that it was inlined through; empty in a function of its own
     */
    record Instance(TextRange body, Optional<SourceLocation> at) {}

    /** Whether LLVM made it of several, so that nobody knows where in the body it is. */
    boolean isMerged() {
        return place.line() == 0;
    }

    /** Whether it comes from another function that the body calls there, or is the call itself. */
    boolean isOfCallee() {
        return called.isPresent() || site.isPresent();
    }
}
