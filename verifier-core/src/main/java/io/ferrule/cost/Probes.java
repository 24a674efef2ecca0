package io.ferrule.cost;

import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.graph.Loop;
import io.ferrule.graph.LoopForest;
import io.ferrule.object.MachineBlock;
import io.ferrule.object.StackStep;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The loops by which LLVM touches each page of a large frame: one block that moves the stack pointer by a constant and
 * compares it with a limit. It goes round as often as the frame has such steps.
 */
final class Probes {

    private Probes() {}

    /** The rounds of each such loop; a frame without a claimed size has none. */
    static Map<Loop, BigInteger> in(LoopForest forest, List<MachineBlock> blocks, CodeFunction function) {
        Map<Loop, BigInteger> probes = new HashMap<>();
        for (Loop loop : forest.loops()) {
            List<StackStep> steps = blocks.get(loop.header()).stack();
            boolean alone = loop.blocks().size() == 1 && steps.size() == 2;
            if (alone
                    && function.claimed().isPresent()
                    && steps.get(0) instanceof StackStep.Move move
                    && move.bytes() > 0
                    && steps.get(1) instanceof StackStep.CompareLimit) {
                probes.put(loop, BigInteger.valueOf(function.claimed().getAsLong() / move.bytes() + 1));
            }
        }
        return probes;
    }
}
