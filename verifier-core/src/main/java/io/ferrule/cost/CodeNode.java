package io.ferrule.cost;

import io.ferrule.analysis.linked.CodeFunction;
import io.ferrule.analysis.linked.Gap;
import io.ferrule.graph.ControlFlowGraph;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the object, ready to be counted.
 *
 * @param contract what a contract says that it takes; then there is nothing else
 * @param graph its machine blocks, what follows a call that never returns left out
 * @param weights the instructions of each block, callees left out
 * @param calls by block
 */
record CodeNode(
        CodeFunction function,
        Optional<BigInteger> contract,
        Optional<ControlFlowGraph> graph,
        List<BigInteger> weights,
        Map<Integer, CodeCall> calls,
        List<Gap> gaps) {
    CodeNode {
        weights = List.copyOf(weights);
        calls = Map.copyOf(calls);
        gaps = List.copyOf(gaps);
    }
}
