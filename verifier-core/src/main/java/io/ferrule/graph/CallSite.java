package io.ferrule.graph;

import io.ferrule.program.CallInstruction;
import java.util.List;
import java.util.Objects;

/**
 * A call in the program.
 *
 * @param caller the symbol of the function that it stands in
 * @param block the number of its block
 * @param index its number within the block
 */
public record CallSite(String caller, int block, int index, CallInstruction instruction, CallTarget target) {

    /** By its place alone: equal sites share it, and the graph asks for it at every edge. */
    @Override
    public int hashCode() {
        return Objects.hash(caller, block, index);
    }

    /** The functions that it may call, as far as they are known. */
    public List<String> targets() {
        if (target instanceof CallTarget.Defined defined) {
            return List.of(defined.symbol());
        }
        if (target instanceof CallTarget.External external) {
            return List.of(external.symbol());
        }
        return target instanceof CallTarget.Indirect indirect ? indirect.targets() : List.of();
    }
}
